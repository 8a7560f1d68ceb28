"""The gate before every page: whose request it is, and what an answer may do in a browser."""

from collections.abc import Callable, MutableMapping
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import msgspec
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from watchdog.config.checks import is_loopback
from watchdog.web.keys import Keys
from watchdog.web.passes import holds
from watchdog.web.problems import Refused

# Same-origin, since without any referrer browsers would call our own forms' origin "null".
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_OPEN = ("/sign-in", "/static/", "/calendar/")
_SAFE = ("GET", "HEAD")
MAX_BODY = 64 * 1024


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """What the gate knows: under which name it was asked, and the session, "" without one."""

    host: str
    session: str


class Gate:
    """Lets requests through to `app`, or has `refuse` answer them."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        url: str,
        keys: Callable[[], Keys],
        now: Callable[[], datetime],
        refuse: Callable[[Refused], ASGIApp],
    ) -> None:
        self._app, self._refuse = app, refuse
        self._keys, self._now = keys, now
        self._named = urlsplit(url).netloc.lower()
        self._cookie = cookie_name(url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        try:
            scope.setdefault("state", {})["visitor"] = self._visitor(scope)
            app = self._app
        except Refused as refused:
            app = self._refuse(refused)
        await app(scope, receive, _guarded(send))

    def _visitor(self, scope: Scope) -> Visitor:
        headers = Headers(scope=scope)
        host = _one(headers, "host").lower()
        if not self._is_ours(host):
            raise Refused(
                421,
                "This address is not one of the dashboard's own names; set web.address to it",
            )
        _check_site(scope["method"], headers, host)
        session = self._session(headers)
        if not session and not scope["path"].startswith(_OPEN):
            raise Refused(401, "You are not signed in here; sign in by a link")
        return Visitor(host=host, session=session)

    def _is_ours(self, host: str) -> bool:
        """The configured name; or this computer by its own names, at whatever port a tunnel has."""
        name = host.rpartition(":")[0] if _has_port(host) else host
        return host == self._named or is_loopback(name.strip("[]"))

    def _session(self, headers: Headers) -> str:
        try:
            found = SimpleCookie("; ".join(headers.getlist("cookie"))).get(self._cookie)
        except CookieError:
            return ""
        given = found.value if found is not None else ""
        return given if given and holds(self._keys(), "session", given, now=self._now()) else ""


def cookie_name(url: str) -> str:
    """The name of the cookie; where TLS is, one that browsers keep to this host alone."""
    port = urlsplit(url).port
    return "__Host-watchdog" if url.startswith("https://") else f"watchdog-{port or 80}"


def _one(headers: Headers, name: str) -> str:
    found = headers.getlist(name)
    if len(found) != 1:
        what = f"the request has {len(found)} {name.title()} headers"
        raise Refused(421, f"{what}; see what stands between the browser and this program")
    return found[0]


def _has_port(host: str) -> bool:
    return host.rpartition(":")[2].isdigit() and (not host.startswith("[") or "]:" in host)


def _check_site(method: str, headers: Headers, host: str) -> None:
    """Refused where another site has sent the browser here to read or to change something."""
    site = headers.get("sec-fetch-site")
    if method in _SAFE:
        going = headers.get("sec-fetch-mode") == "navigate"
        top = headers.get("sec-fetch-dest") == "document"
        if site in (None, "same-origin", "none") or (going and top):
            return
        raise Refused(403, "Another site asked for this page; to see it, type its address yourself")
    origin = headers.get("origin")
    if site not in (None, "same-origin") or (origin is None and site is None):
        raise Refused(
            403,
            "This came from no page of the dashboard, nothing was changed: try it there",
        )
    if origin is not None and urlsplit(origin).netloc.lower() != host:
        raise Refused(
            403,
            "This came from another site, nothing was changed: try it on the dashboard",
        )


def _guarded(send: Send) -> Send:
    """Adds to each answer what it may do."""

    async def guarded(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return guarded
