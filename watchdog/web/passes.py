"""Who may come in: links that work once, sessions, and the marks that forms of ours bear."""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

from watchdog.web.keys import Keys

LINK_FOR = timedelta(minutes=10)
SESSION_FOR = timedelta(days=30)


def new_link(keys: Keys, *, now: datetime) -> str:
    """A pass for a link that signs in once, within ten minutes."""
    return _signed(keys, "link", now + LINK_FOR)


def new_session(keys: Keys, *, now: datetime) -> str:
    """A pass for the cookie of a browser that has signed in, for 30 days."""
    return _signed(keys, "session", now + SESSION_FOR)


def holds(keys: Keys, purpose: str, given: str, *, now: datetime) -> bool:
    """Whether a pass is one of ours for that purpose, and its time is not over."""
    payload, _, mark = given.rpartition(".")
    until, _, _ = payload.partition(".")
    genuine = hmac.compare_digest(_mark(keys, purpose, payload), mark.encode("utf-8", "replace"))
    return genuine and datetime.fromtimestamp(int(until, 16), UTC) > now


def form_mark(keys: Keys, session: str) -> str:
    """What each form of a session bears, and no other site can know."""
    return _mark(keys, "form", session).decode()


def form_holds(keys: Keys, session: str, given: str) -> bool:
    """Whether a form bears the mark of its session."""
    mark = form_mark(keys, session).encode()
    return bool(session) and hmac.compare_digest(mark, given.encode("utf-8", "replace"))


class Links:
    """The links that were used while this program runs."""

    def __init__(self) -> None:
        self._used: dict[str, datetime] = {}

    def spend(self, keys: Keys, given: str, *, now: datetime) -> bool:
        """Whether the link signs in; the second time it does not."""
        self._used = {one: until for one, until in self._used.items() if until > now}
        if not holds(keys, "link", given, now=now) or given in self._used:
            return False
        self._used[given] = now + LINK_FOR
        return True


def _signed(keys: Keys, purpose: str, until: datetime) -> str:
    payload = f"{int(until.timestamp()):x}.{secrets.token_urlsafe(16)}"
    return f"{payload}.{_mark(keys, purpose, payload).decode()}"


def _mark(keys: Keys, purpose: str, payload: str) -> bytes:
    words = f"{purpose}\n{payload}".encode("utf-8", "replace")
    return hmac.new(bytes.fromhex(keys.sign_in), words, hashlib.sha256).hexdigest().encode()
