"""Serving the dashboard: a socket of our own, a server around it, beside the daemon or alone."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from watchdog.config.config import WebSettings
from watchdog.ledger import Ledger
from watchdog.setting import Setting
from watchdog.web.keys import keys_file, load_keys
from watchdog.web.passes import new_link
from watchdog.web.problems import WebProblem

if TYPE_CHECKING:
    from uvicorn import Server

log = logging.getLogger("watchdog")

_FAREWELL_SECONDS = 3
_WAITING = 64  # connections that the system holds for us
_AT_ONCE = 100


def link(setting: Setting) -> str:
    """An address that signs in once."""
    keys = load_keys(keys_file(setting.ledger_file()))
    return f"{setting.config_or_default().web.url}/sign-in?pass={new_link(keys, now=setting.now())}"


def feed(setting: Setting) -> str:
    """The secret address of the calendar."""
    keys = load_keys(keys_file(setting.ledger_file()))
    return f"{setting.config_or_default().web.url}/calendar/{keys.calendar}.ics"


def open_socket(settings: WebSettings) -> socket.socket:
    """The socket that the dashboard listens on; WebProblem when it cannot be had."""
    host, port = settings.host_and_port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(_WAITING)
    except OSError as problem:
        opened.close()
        why = (problem.strerror or str(problem)).lower()
        raise WebProblem(
            f"{settings.listen}: {why}; if the daemon serves the dashboard already, run: "
            "watchdog web --link; else name another `listen` in [web]"
        ) from None
    return opened


def make_server(setting: Setting, ledger: Ledger) -> "Server":
    """A server over an open ledger; WebProblem where the extra [web] is missing."""
    try:
        from uvicorn import Config, Server
    except ImportError:
        raise WebProblem(
            "the dashboard needs the extra [web]; run: pip install 'billing-watchdog[web]'"
        ) from None
    from watchdog.web.app import build_app

    # What it would say, with a traceback, is said by `build_app` in words.
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL + 1)
    settings = setting.config_or_default().web
    app = build_app(setting, ledger, settings, keys_file(setting.ledger_file()))
    return Server(
        Config(
            app,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_AT_ONCE,
            timeout_graceful_shutdown=_FAREWELL_SECONDS,
        )
    )


@contextmanager
def beside(setting: Setting, ledger: Ledger) -> Iterator[None]:
    """Serve it in a thread while the daemon watches; what keeps it from that is told, no more."""
    settings = setting.config_or_default().web
    if not settings.serve:
        yield
        return
    try:
        server, opened = make_server(setting, ledger), open_socket(settings)
    except WebProblem as problem:
        log.warning("no dashboard: %s", problem)
        yield
        return
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [opened]}, name="dashboard", daemon=True
    )
    thread.start()
    log.info("the dashboard is at %s; sign in by: watchdog web --link", settings.url)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(_FAREWELL_SECONDS + 1)
        opened.close()
