"""The dashboard on a real socket, over a ledger made of the demo's mails, on a day that stands."""

import http.client
import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

import msgspec

from watchdog.archive.archive import ArchivedMail
from watchdog.config.config import Config, WebSettings
from watchdog.demo.letter import Letter, written
from watchdog.demo.story import letters
from watchdog.importing import Sieve, import_mail
from watchdog.ledger import Ledger
from watchdog.reading import read_here
from watchdog.setting import Setting
from watchdog.web.keys import Keys, keys_file, load_keys
from watchdog.web.passes import new_link
from watchdog.web.server import make_server

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the server said; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    text: str


class Dashboard:
    """A running dashboard, and a visitor without a browser: `session` is the cookie it sends."""

    def __init__(self, setting: Setting, ledger: Ledger, port: int) -> None:
        self.setting, self.ledger, self.port = setting, ledger, port
        self.session = ""

    @property
    def url(self) -> str:
        """Without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def keys(self) -> Keys:
        """The secrets, as the server has them."""
        return load_keys(keys_file(self.setting.ledger_file()))

    def link(self) -> str:
        """The path that signs in once."""
        return f"/sign-in?pass={new_link(self.keys, now=self.setting.now())}"

    def sign_in(self) -> None:
        """Take a session, as a browser would."""
        cookie = self.get(self.link(), session="").headers["set-cookie"]
        self.session = cookie.partition(";")[0]

    def get(self, path: str, *, session: str | None = None, **headers: str | None) -> Answer:
        """GET as curl would; a header that is None is left out, `_` stands for `-`."""
        return self._ask("GET", path, None, session, headers)

    def post(
        self,
        path: str,
        form: Mapping[str, str],
        *,
        session: str | None = None,
        page: str = "/",
        headers: Mapping[str, str | None] = MappingProxyType({}),
    ) -> Answer:
        """POST as a browser would from `page`, whose mark it takes."""
        mark = re.search(r'name="mark" value="(\w+)"', self.get(page, session=session).text)
        told = {"mark": mark[1] if mark else "", "back": page, **form}
        own: dict[str, str | None] = {"Origin": self.url, "Sec_Fetch_Site": "same-origin"}
        body = urlencode(told).encode()
        return self._ask("POST", path, body, session, {**own, **headers})

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None,
        session: str | None,
        headers: Mapping[str, str | None],
    ) -> Answer:
        cookie = self.session if session is None else session
        told: dict[str, str | None] = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": cookie or None,
            "Content-Type": "application/x-www-form-urlencoded" if body is not None else None,
            "Content-Length": str(len(body)) if body is not None else None,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in told.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(
                status=answer.status,
                headers=named,
                text=answer.read().decode("utf-8", "replace"),
            )
        finally:
            connection.close()


def demo_home(home: Path, *more: Letter) -> Setting:
    """A home whose ledger holds the demo's mails as of the day that stands, and `more`."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    setting = Setting(home=home, settled=Config(), clock=lambda: NOW)
    with setting.ledger() as ledger:
        known = setting.known(())
        told = (*letters(TODAY), *((written(one), one.at) for one in more))
        mails = (ArchivedMail(raw=raw, where="demo", received_at=at) for raw, at in told)
        steps = import_mail(
            mails,
            ledger,
            sieve=Sieve(wanted=None, is_own=lambda _: False, known=()),
            read=lambda raw, at, arrived=None, /: read_here(raw, at, known, arrived),
            now=NOW,
            hands=1,
        )
        assert sum(step.kept for step in steps) > 20
    return setting


@contextmanager
def serve(setting: Setting, settings: WebSettings | None = None) -> Iterator[Dashboard]:
    """Serve the ledger of a home on a free port, as `watchdog web` does."""
    opened = socket.create_server(("127.0.0.1", 0))
    port = opened.getsockname()[1]
    web = settings or WebSettings(listen=f"127.0.0.1:{port}")
    config = msgspec.structs.replace(setting.config_or_default(), web=web)
    setting = msgspec.structs.replace(setting, settled=config)
    with setting.ledger() as ledger:
        server = make_server(setting, ledger)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield Dashboard(setting, ledger, port)
        finally:
            server.should_exit = True
            thread.join(10)
            opened.close()
