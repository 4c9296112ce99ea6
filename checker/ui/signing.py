"""Who reviews: from the reverse proxy's header that was named, else from a cookie we signed.

Never from the address: a link that is passed on must not pass on who one is. The cookie is signed
with a key of this computer, so that no page elsewhere can make one up; it is no password.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

__all__ = ["COOKIE", "HEADER", "read", "sign"]

COOKIE = "checker_reviewer"
"""Name of the cookie."""

HEADER = "CHECKER_USER_HEADER"
"""The setting that names the proxy's header."""

_KEY_FILE, _KEY_BYTES = "desk.key", 32


def sign(name: str, location: str) -> str:
    """The cookie's value for a reviewer's name.

    Args:
        location: of the review store; the key is kept beside it.
    """
    told = base64.urlsafe_b64encode(name.encode("utf-8", "replace")).decode("ascii").rstrip("=")
    return f"{told}.{_mark(told, location)}"


def read(value: str, location: str) -> str:
    """The name in a cookie, "" where it was not signed here."""
    told, _, mark = value.partition(".")
    if not told or not hmac.compare_digest(mark.encode(), _mark(told, location).encode()):
        return ""
    try:
        return base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)).decode("utf-8")
    except ValueError:
        return ""


def _mark(told: str, location: str) -> str:
    return hmac.new(_key(_folder(location)), told.encode("utf-8"), hashlib.sha256).hexdigest()


def _folder(location: str) -> Path:
    if "://" not in location:
        return Path(location).resolve().parent
    from platformdirs import user_data_path

    return user_data_path("checker", appauthor=False)


@lru_cache(maxsize=8)
def _key(folder: Path) -> bytes:
    """The key of this computer, made on first use and readable by its user only."""
    path = folder / _KEY_FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = folder / f".{_KEY_FILE}.{secrets.token_hex(8)}"
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        with contextlib.suppress(FileExistsError):  # another process was first: its key counts
            os.link(made, path)
        made.unlink()
    return path.read_bytes()
