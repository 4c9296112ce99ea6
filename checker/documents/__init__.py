"""Reading inputs into `Document`s: pairs of files, folders, tables, standard input, a lone target.

`open_inputs` is the way in. A new kind of table gets a reader in `rows` and an entry in
`table.READERS`; a new kind of input gets a module, and its case in `inputs`.
"""

from checker.documents.encoding import decode
from checker.documents.folder import read_folder
from checker.documents.inputs import STDIN, open_inputs
from checker.documents.pair import read_pair, read_target
from checker.documents.table import iter_documents, iter_stream

__all__ = [
    "STDIN",
    "decode",
    "iter_documents",
    "iter_stream",
    "open_inputs",
    "read_folder",
    "read_pair",
    "read_target",
]
