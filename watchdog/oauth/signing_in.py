"""A person signs in once: by a code on any device (Microsoft), or in the browser of this one."""

import time
import webbrowser
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from watchdog.config.accounts import OAuth
from watchdog.credentials import CredentialProblem
from watchdog.language import say
from watchdog.oauth.microsoft import by_device_code
from watchdog.oauth.problems import told
from watchdog.oauth.providers import Places, places_of
from watchdog.oauth.store import locked
from watchdog.oauth.tokens import Kept, keep, kept_from

Show = Callable[[str], object]

_PATIENCE_SECONDS = 300.0
_THANKS = (
    b"<!doctype html><title>billing-watchdog</title><p>Signed in. You can close this page.</p>"
)


def sign_in_by_person(
    account: str,
    oauth: OAuth,
    folder: Path,
    *,
    show: Show,
    now: float,
    client_secret: str | None = None,
    patience_seconds: float = _PATIENCE_SECONDS,
) -> None:
    """Let the user consent, and keep the tokens in `folder`; CredentialProblem when it fails.

    `show` gets the sentence that tells the user what to do.
    """
    with locked(folder, account) as store:
        if oauth.provider == "microsoft":
            by_device_code(account, oauth, store, show)
            return
        keep(store, _in_browser(account, oauth, show, now, client_secret, patience_seconds))


def _in_browser(
    account: str,
    oauth: OAuth,
    show: Show,
    now: float,
    client_secret: str | None,
    patience_seconds: float,
) -> Kept:
    """Authorization code with PKCE over a port of this computer (RFC 8252)."""
    from requests_oauthlib import OAuth2Session

    places = places_of(oauth)
    with _Listener(("127.0.0.1", 0), _Answer) as listener:
        redirect = f"http://127.0.0.1:{listener.server_port}/"
        session = OAuth2Session(
            oauth.client_id, redirect_uri=redirect, scope=list(places.scopes), pkce="S256"
        )
        # Google gives a refresh token only for these two.
        address, state = session.authorization_url(
            places.authorize, access_type="offline", prompt="consent"
        )
        show(say("Open {page} in a browser on this computer", page=address))
        webbrowser.open(address)
        code = _code(account, listener, state, patience_seconds)
    return _exchanged(account, session, places, code, client_secret, now)


def _exchanged(
    account: str, session: object, places: Places, code: str, client_secret: str | None, now: float
) -> Kept:
    session.scope = None  # type: ignore[attr-defined]  # a server may grant more than was asked
    with told(account):
        answer = session.fetch_token(  # type: ignore[attr-defined]  # the library has no types
            places.token, code=code, include_client_id=True, client_secret=client_secret, timeout=30
        )
    if not answer.get("refresh_token"):
        what = "the server gave no refresh token, so it would ask you again every hour"
        raise CredentialProblem(f"accounts.{account}.oauth: {what}; allow offline access")
    return kept_from(answer, now=now)


class _Listener(HTTPServer):
    """Waits for the browser to come back; `query` is what it brought."""

    query: dict[str, list[str]] | None = None


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """The browser comes back, or asks for an icon."""
        query = parse_qs(urlsplit(self.path).query)
        if isinstance(self.server, _Listener) and ("code" in query or "error" in query):
            self.server.query = query
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(_THANKS)

    def log_message(self, *_: object) -> None:
        """Say nothing: the address holds the code."""


def _code(account: str, listener: _Listener, state: str, patience_seconds: float) -> str:
    """The code that the browser brings back; only with our own `state`."""
    until = time.monotonic() + patience_seconds
    while listener.query is None and (left := until - time.monotonic()) > 0:
        listener.timeout = left
        listener.handle_request()
    query = listener.query or {}
    where = f"accounts.{account}.oauth"
    if not query:
        raise CredentialProblem(f"{where}: nobody came back from the browser; try once more")
    if query.get("state") != [state]:
        raise CredentialProblem(f"{where}: the answer belongs to another sign-in; try once more")
    if "code" not in query:
        raise CredentialProblem(f"{where}: the consent was not given; try once more")
    return query["code"][0]
