"""A token server on loopback: consent, codes, rotating refresh tokens, and a word to Dovecot."""

import base64
import hashlib
import json
import secrets
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec
import trustme

CLIENT = "our-own-client"


class Grant(msgspec.Struct, frozen=True):
    """A code that waits to be changed for tokens."""

    user: str
    challenge: str | None


class TokenServer:
    """Issues tokens for `user`. `fault` is an OAuth error that /token gives instead, or "down".

    `asked` holds (path, form) of each request; a refresh token is good for one use.
    """

    def __init__(self, ca_path: Path) -> None:
        self.ca_path = ca_path
        self.port = self.introspection_port = 0
        self.user = ""
        self.fault: str | None = None
        self.lifetime = 3600
        self.scope = "mail"
        self.access: dict[str, str] = {}
        self.refresh: dict[str, str] = {}
        self.codes: dict[str, Grant] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def base(self) -> str:
        """Its address."""
        return f"https://localhost:{self.port}"

    def issue(self) -> dict[str, Any]:
        """A pair of tokens, as /token gives them."""
        fresh, next_one = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self.access[fresh] = self.refresh[next_one] = self.user
        who = json.dumps({"uid": "u", "utid": "t"}).encode()
        return {
            "token_type": "Bearer",
            "access_token": fresh,
            "refresh_token": next_one,
            "expires_in": self.lifetime,
            "scope": self.scope,
            "client_info": base64.urlsafe_b64encode(who).decode(),
        }

    def answer(self, path: str, form: dict[str, str], bearer: str) -> tuple[int, dict[str, Any]]:
        """What a request gets."""
        self.asked.append((path, form))
        if path == "/introspect":
            user = self.access.get(form.get("token") or bearer)
            return 200, {"active": bool(user), "username": user, "scope": "mail"}
        if path.endswith("/openid-configuration"):
            return 200, {
                "issuer": f"{self.base}/common/v2.0",
                "authorization_endpoint": f"{self.base}/authorize",
                "token_endpoint": f"{self.base}/token",
                "device_authorization_endpoint": f"{self.base}/device",
            }
        if path == "/device":
            self.codes["device"] = Grant(self.user, None)
            self.scope = form["scope"]
            return 200, {
                "device_code": "device",
                "user_code": "ABCD-EFGH",
                "verification_uri": f"{self.base}/activate",
                "expires_in": 60,
                "interval": 1,
            }
        return self._token(form) if path == "/token" else (404, {"error": "not_found"})

    def _token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if self.fault is not None:
            return (503 if self.fault == "down" else 400), {"error": self.fault}
        if form["grant_type"] == "refresh_token":
            good = self.refresh.pop(form["refresh_token"], None) is not None
        else:
            grant = self.codes.pop(form.get("code") or form.get("device_code", ""), None)
            digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            good = grant is not None and grant.challenge in (None, proof)
        return (200, self.issue()) if good else (400, {"error": "invalid_grant"})

    def consent(self, address: str) -> str:
        """What a browser does whose user agrees: where it is sent back to."""
        query = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_hex(8)
        self.codes[code] = Grant(self.user, query["code_challenge"])
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"


@contextmanager
def token_server(folder: Path) -> Iterator[TokenServer]:
    """A running one: HTTPS for us, and HTTP for Dovecot's question whether a token is good."""
    authority = trustme.CA()
    ca_path = folder / "token-server-ca.pem"
    authority.cert_pem.write_to_path(str(ca_path))
    server = TokenServer(ca_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    with ExitStack() as open_ports:
        server.port = open_ports.enter_context(_listening(server, context))
        server.introspection_port = open_ports.enter_context(_listening(server, None))
        yield server


@contextmanager
def _listening(server: TokenServer, context: ssl.SSLContext | None) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            self._reply(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._reply(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

        def _reply(self, query: str) -> None:
            form = {key: values[0] for key, values in parse_qs(query).items()}
            bearer = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            code, answer = server.answer(urlsplit(self.path).path, form, bearer)
            content = json.dumps(answer).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    if context is not None:
        listener.socket = context.wrap_socket(listener.socket, server_side=True)
    thread = threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield int(listener.server_port)
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join(5)
