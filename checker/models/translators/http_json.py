"""POSTs JSON with time-outs, bounded retries and a bounded answer."""

from __future__ import annotations

import http.client
import ipaddress
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import urlsplit

from checker.errors import BackEndError

__all__ = ["Retries", "is_loopback", "post_json"]

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_MAX_WAIT_S = 30.0  # seconds between two tries; chosen, a bound on time
_SHOWN = 200  # characters of a refusal that the user sees; chosen
_REMEDIES = {
    401: "Put a valid key into CHECKER_API_KEY",
    403: "Put a key that may use this model into CHECKER_API_KEY",
    404: "Check the URL (it should end in /v1) and the model's name",
    413: "Split the text into shorter segments",
}


@dataclass(frozen=True, slots=True)
class Retries:
    """How patient a request is.

    Attributes:
        timeout_s: seconds without any answer before a try counts as failed.
        tries: at most, the first included.
        first_wait_s: seconds before the second try; doubled before each further one, and never
            more than 30. A server's Retry-After wins within that bound.
        max_bytes: longest answer accepted.
    """

    timeout_s: float = 120.0
    tries: int = 4
    first_wait_s: float = 0.5
    max_bytes: int = 4 << 20


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would take the key and the text to a server the user did not name."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class _TryAgain(Exception):
    """A failure that may pass."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def post_json(url: str, body: dict[str, Any], *, headers: dict[str, str], retries: Retries) -> Any:
    """Sends `body` and returns the decoded answer.

    Raises:
        BackEndError: refused, or failed at the last try; too long; not JSON.
    """
    request = urllib.request.Request(
        url,
        data=json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
        headers={"Content-Type": "application/json", "Accept": "application/json", **headers},
    )
    reason = "no try was allowed"
    for number in range(retries.tries):
        try:
            return _once(request, retries)
        except _TryAgain as failure:
            reason = str(failure)
            if number + 1 < retries.tries:
                doubled = retries.first_wait_s * 2**number
                time.sleep(min(_MAX_WAIT_S, failure.wait_s or doubled))
    raise BackEndError(
        f"the server did not answer in {retries.tries} tries: {reason}",
        where=url,
        remedy="Check that it runs and is reachable",
    )


def _once(request: urllib.request.Request, retries: Retries) -> Any:
    local = is_loopback(urlsplit(request.full_url).hostname or "")
    proxies = [urllib.request.ProxyHandler({})] if local else []
    opener = urllib.request.build_opener(_NoRedirect, *proxies)
    try:
        with opener.open(request, timeout=retries.timeout_s) as response:
            data = response.read(retries.max_bytes + 1)
    except urllib.error.HTTPError as error:
        with error:
            _refused(request.full_url, error)
    except (OSError, http.client.HTTPException) as error:  # no connection, time-out, broken off
        raise _TryAgain(
            str(getattr(error, "reason", "") or error or type(error).__name__)
        ) from error
    if len(data) > retries.max_bytes:
        raise BackEndError(
            f"the answer is longer than {retries.max_bytes} bytes", where=request.full_url
        )
    try:
        return json.loads(data)
    except ValueError as error:
        raise BackEndError("the answer is not JSON", where=request.full_url) from error


def _refused(url: str, error: urllib.error.HTTPError) -> NoReturn:
    try:
        said = " ".join(error.read(4 * _SHOWN).decode("utf-8", "replace").split())[:_SHOWN]
    except (OSError, http.client.HTTPException):
        said = ""
    reason = f"HTTP {error.code} {error.reason}" + (f": {said}" if said else "")
    if error.code in _AGAIN:
        after = error.headers.get("Retry-After", "")
        raise _TryAgain(reason, float(after) if after.isdecimal() else None) from error
    raise BackEndError(
        f"the server refused: {reason}", where=url, remedy=_REMEDIES.get(error.code)
    ) from error
