"""The daemon: a door that ticks; what is due stands in the ledger, not in the scheduler."""

import logging
from contextlib import ExitStack
from datetime import datetime

import msgspec

from watchdog.alone import only_one
from watchdog.config.config import Config, ConfigError
from watchdog.daemon.clock import Clock
from watchdog.daemon.clockwork import Clockwork, taken
from watchdog.daemon.log_lines import PlainLines
from watchdog.daemon.telling import STARTED
from watchdog.daemon.tick import log, tick
from watchdog.ledger import Ledger
from watchdog.ledger.files import network_disk
from watchdog.setting import Setting
from watchdog.web.server import beside


def watch(setting: Setting, *, once: bool) -> None:
    """Run until SIGTERM or SIGINT; `once`: one round of everything that is due.

    The configuration is read once. ConfigError, LedgerProblem or AlreadyRunning; Dead when a
    part of it dies, for a supervisor to start it anew.
    """
    _speak_plainly()
    config = _read_once(setting)
    setting = msgspec.structs.replace(setting, settled=config)
    lock_file = setting.folders().with_ledger(config.ledger.path).lock_file
    with only_one(lock_file), setting.ledger() as ledger, ExitStack() as held:
        ledger.place.check()
        alone = held.enter_context(ledger.place.hold())
        if not alone:
            raise taken(config)
        clock = Clock(_last_known(ledger))
        setting = msgspec.structs.replace(setting, clock=clock.now)
        ledger.milestones.reach(STARTED, now=setting.now())
        if once and clock.doubt:
            log.warning("%s", clock.doubt)
        _warn(setting, config)
        if once:
            tick(setting, config, ledger, stopping=lambda: False)
        else:
            with beside(setting, ledger):
                Clockwork(setting, config, ledger, alone, clock).run()


def _last_known(ledger: Ledger) -> datetime | None:
    """The last moment that the ledger tells of: it has passed for certain."""
    return max((check.last_attempt_at for check in ledger.checks.all()), default=None)


def _read_once(setting: Setting) -> Config:
    config = setting.config()
    if not config.accounts:
        file = setting.where_configured()
        raise ConfigError(f"{file}: accounts: there is none to watch; add an [[accounts]] block")
    return config


def _speak_plainly() -> None:
    logging.basicConfig(level=logging.WARNING)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(PlainLines("%(asctime)s %(message)s"))
    log.setLevel(logging.INFO)
    # What it would say, with a traceback, is said by `Clockwork` in one line.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL + 1)


def _warn(setting: Setting, config: Config) -> None:
    """What works all the same, and may not be meant so."""
    file = setting.folders().with_ledger(config.ledger.path).ledger_file
    if not setting.on_server() and (disk := network_disk(file)):
        log.warning("the ledger lies on a network disk (%s): a local one is safer", disk)
    if not config.tells:
        log.warning("nobody is named who would be told ([notify], [digest], [[webhooks]], [mqtt])")
