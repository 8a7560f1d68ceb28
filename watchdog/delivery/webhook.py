"""Hands a notice to a web address of the user's own, signed so that its receiver can be sure."""

import hashlib
import hmac
import json

from watchdog.delivery.problems import DeliveryProblem

_SECONDS = 30
_LATER = (408, 425, 429)


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """ "v1=" and the HMAC-SHA256, in hexadecimal, of "TIMESTAMP.BODY"; UTF-8 secret."""
    signed = f"{timestamp}.".encode() + body
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def send_webhook(
    url: str, secret: str, said: dict[str, object], *, timestamp: int, where: str
) -> None:
    """POST `said` as JSON; DeliveryProblem unless 2xx is the answer. No redirect is followed."""
    import requests

    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "billing-watchdog",
        "X-Watchdog-Timestamp": str(timestamp),
        "X-Watchdog-Signature": signature(secret, timestamp, body),
    }
    try:
        answer = requests.post(
            url, data=body, headers=headers, timeout=_SECONDS, allow_redirects=False
        )
    except requests.RequestException as error:
        # Its name only: its words have the address, which may be a secret.
        what = f"nobody took it ({type(error).__name__})"
        raise _problem(what, where, permanent=False) from None
    if not 200 <= answer.status_code < 300:
        refused = 300 <= answer.status_code < 500 and answer.status_code not in _LATER
        raise _problem(f"it was answered by {answer.status_code}", where, permanent=refused)


def _problem(what: str, where: str, *, permanent: bool) -> DeliveryProblem:
    return DeliveryProblem(
        permanent=permanent,
        what=what,
        where=where,
        mend="look whether the receiver runs and its address is right",
    )
