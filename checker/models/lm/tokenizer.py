"""The embedded model's tokenizer, as the rest of the program uses it.

Every text without lone surrogates survives `decode(encode(text))`. Text is never read as a special
token: "<bos>" or "<end_of_turn>" in a document stays text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import InputError, IntegrityError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["BOS", "EOS", "PAD", "UNK", "EmbeddedTokenizer"]

PAD, EOS, BOS, UNK = 0, 1, 2, 3  # the first ids of the Gemma vocabulary
_META = "▁"  # stands for a space inside pieces, so the character itself goes through its bytes


def _is_chinese(character: str) -> bool:
    return (
        "\u3000" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uffef"
    )


class EmbeddedTokenizer:
    """Wraps a `tokenizers` tokenizer built by `checker.models.lm.tokenizer_build`."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._pieces: list[str] | None = None
        self._chinese_ids: frozenset[int] | None = None
        found = [tokenizer.token_to_id(f"<0x{byte:02X}>") for byte in _META.encode()]
        newline = tokenizer.token_to_id("\n")
        self._meta_ids = [token for token in found if token is not None]
        if len(self._meta_ids) != len(found) or newline is None:
            raise IntegrityError("the tokenizer lacks byte or line-break tokens")
        self.newline_id: int = newline
        """Id of the line break, which ends an answer."""

    @classmethod
    def from_file(cls, path: Path) -> EmbeddedTokenizer:
        """Reads `tokenizer.json`.

        Raises:
            IntegrityError: it is missing or damaged.
        """
        from tokenizers import Tokenizer

        try:
            return cls(Tokenizer.from_file(str(path)))
        except Exception as error:  # tokenizers raises bare Exception
            raise IntegrityError(
                f"the tokenizer cannot be read ({error})",
                where=str(path),
                remedy="Run `checker models prepare embedded` again",
            ) from error

    @property
    def size(self) -> int:
        """Number of tokens."""
        return int(self._tokenizer.get_vocab_size())

    @property
    def pieces(self) -> list[str]:
        """All pieces by id, with U+2581 for a space (CTranslate2 wants pieces, not ids)."""
        if self._pieces is None:
            found = [self._tokenizer.id_to_token(i) for i in range(self.size)]
            self._pieces = [piece or "" for piece in found]
        return self._pieces

    @property
    def chinese_ids(self) -> frozenset[int]:
        """Ids that only Chinese text needs: pieces with a character of U+3000 to U+9FFF, U+F900 to
        U+FAFF or U+FF00 to U+FFEF, and the bytes those characters up to U+9FFF begin with.

        Forbidding them keeps the model from copying source words into its English.
        """
        if self._chinese_ids is None:
            lead = {f"<0x{byte:02X}>" for byte in range(0xE3, 0xEA)}
            self._chinese_ids = frozenset(
                i
                for i, piece in enumerate(self.pieces)
                if piece in lead or any(map(_is_chinese, piece))
            )
        return self._chinese_ids

    def encode(self, text: str) -> list[int]:
        """Token ids of `text`, without <bos>."""
        return self.encode_with_offsets(text)[0]

    def encode_with_offsets(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Token ids and each token's `[start, end)` in `text` (leading space included).

        The bytes of one character all carry that character's span.

        Raises:
            InputError: `text` holds half of a surrogate pair.
        """
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        base = 0
        for i, part in enumerate(text.split(_META)):
            if i:
                ids += self._meta_ids
                offsets += [(base - 1, base)] * len(self._meta_ids)
            try:
                encoding = self._tokenizer.encode(part, add_special_tokens=False)
            except (UnicodeEncodeError, TypeError) as error:
                raise InputError(
                    "the text holds half of a surrogate pair",
                    remedy="Save the file as valid UTF-8",
                ) from error
            ids += encoding.ids
            offsets += [(base + start, base + end) for start, end in encoding.offsets]
            base += len(part) + 1
        return ids, offsets

    def encode_batch(self, texts: Sequence[str]) -> list[list[int]]:
        """`encode` of each text."""
        return [self.encode(text) for text in texts]

    def decode(self, ids: Iterable[int]) -> str:
        """The text of token ids; special tokens vanish, broken UTF-8 becomes U+FFFD."""
        text = self._tokenizer.decode([i for i in ids if i > UNK], skip_special_tokens=False)
        return str(text)
