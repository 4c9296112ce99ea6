"""The checks, one a file, and the table of them all (`registry`).

Nothing here asks a model (`evidence` does) or decides what a reviewer sees (`verdict` does). A new
check is a module in `text`, `numbers` or `model`, a line in the table and a table of tests beside
it in `tests/checks/`.
"""
