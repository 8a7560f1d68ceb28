"""A real browser for pages of ours: Debian's Chromium without a screen, and what it asks for."""

import itertools
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

MISSING = "chromium is missing: apt-get install chromium"
_OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--remote-debugging-pipe", "--disable-extensions", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--disable-features=Translate,OptimizationHints",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--proxy-server=direct://",
)  # fmt: skip
_SECONDS = 30
_LOOK = """({
  scripts: [...document.scripts].filter(one => !one.src).length,
  marked: document.documentElement.dataset.ran || '',
  text: document.body.innerText,
  tags: [...new Set([...document.querySelectorAll('*')].map(one => one.localName))],
  links: [...document.querySelectorAll('[href]')].map(one => one.href),
  handlers: [...document.querySelectorAll('*')].flatMap(one => [...one.attributes])
    .map(one => one.name).filter(name => name.startsWith('on'))
})"""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A page as the browser took it: what it asked for, refused or said, and what stands there."""

    asked: tuple[str, ...]
    refused: tuple[str, ...]
    dialogs: int
    text: str
    tags: frozenset[str]
    links: tuple[str, ...]
    handlers: tuple[str, ...]


def binary() -> str | None:
    """Where the browser is, if it is installed."""
    return shutil.which("chromium")


class Browser:
    """One browser, spoken to through two pipes in Chrome's DevTools protocol."""

    def __init__(self, out: int, into: int) -> None:
        self._out, self._into = out, into
        self._rest = b""
        self._numbers = itertools.count(1)
        self._events: list[dict[str, Any]] = []
        target = self._say("Target.createTarget", url="about:blank")["targetId"]
        attached = self._say("Target.attachToTarget", targetId=target, flatten=True)
        self._session: str | None = attached["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self._say(f"{domain}.enable", self._session)

    def show(self, address: str) -> Shown:
        """Go to a page, wait until it is whole, and look at it."""
        self._events.clear()
        self._say("Page.navigate", self._session, url=address)
        while not any(one["method"] == "Page.loadEventFired" for one in self._events):
            self._hear()
        seen = self._say("Runtime.evaluate", self._session, expression=_LOOK, returnByValue=True)
        found = seen["result"]["value"]
        self._say("Page.stopLoading", self._session)
        return Shown(
            asked=tuple(self._each("Network.requestWillBeSent", "request", "url")),
            refused=tuple(self._each("Log.entryAdded", "entry", "text")),
            dialogs=sum(one["method"] == "Page.javascriptDialogOpening" for one in self._events),
            text=found["text"],
            tags=frozenset(found["tags"]),
            links=tuple(found["links"]),
            handlers=tuple(found["handlers"]),
        )

    def keep(self, cookie: str, address: str) -> None:
        """Keep a cookie, "name=value", for a site."""
        name, _, value = cookie.partition("=")
        self._say("Network.setCookie", self._session, name=name, value=value, url=address)

    def _each(self, method: str, part: str, name: str) -> Iterator[str]:
        for one in self._events:
            if one["method"] == method:
                yield one["params"][part][name]

    def _say(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        said: dict[str, Any] = {"id": number, "method": method, "params": params}
        if session is not None:
            said["sessionId"] = session
        os.write(self._into, json.dumps(said).encode() + b"\0")
        while (answer := self._hear()).get("id") != number:
            pass
        assert "result" in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._out, 1 << 16)
            assert more, "the browser has gone"
            self._rest += more
        one, _, self._rest = self._rest.partition(b"\0")
        heard: dict[str, Any] = json.loads(one)
        if "method" in heard:
            self._events.append(heard)
            if heard["method"] == "Page.javascriptDialogOpening":
                self._dismiss()
        return heard

    def _dismiss(self) -> None:
        said = {"id": 0, "method": "Page.handleJavaScriptDialog", "params": {"accept": False}}
        os.write(self._into, json.dumps(said | {"sessionId": self._session}).encode() + b"\0")


@contextmanager
def serve() -> Iterator[Browser]:
    """A browser that lives as long as the `with`; it can reach nobody but this computer."""
    there, into = os.pipe()
    out, back = os.pipe()
    profile = Path(tempfile.mkdtemp(prefix="browser-"))
    command = [binary() or "", *_OPTIONS, f"--user-data-dir={profile}", "about:blank"]

    def hand_over() -> None:
        # The protocol wants 3 and 4; copies above them first, so that none is closed by another.
        high = os.dup2(there, 60), os.dup2(back, 61)
        os.dup2(high[0], 3)
        os.dup2(high[1], 4)

    started = subprocess.Popen(  # noqa: S603 - the browser itself
        command,
        pass_fds=(3, 4),
        preexec_fn=hand_over,  # noqa: PLW1509 - it only gives two files other numbers
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "HOME": str(profile)},
    )
    os.close(there)
    os.close(back)
    try:
        yield Browser(out, into)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait(_SECONDS)
        os.close(out)
        os.close(into)
        shutil.rmtree(profile, ignore_errors=True)
