"""`watchdog bug-report`: only what is named here, each value a number or a word of ours."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec
import typer

from watchdog import __version__
from watchdog.cli.books import print_json
from watchdog.cli.failures import UsageProblem
from watchdog.config.accounts import Account
from watchdog.config.config import Config
from watchdog.ledger import Ledger
from watchdog.mail_hosts import servers_of
from watchdog.pack import write_privately
from watchdog.setting import Setting

_LIBRARIES = "alembic apprise imapclient lxml msgspec sqlalchemy typer publicsuffixlist".split()


def print_bug_report(setting: Setting, out: Path | None) -> None:
    """On standard output, to be read before anybody gets it; nothing is sent."""
    if out is not None and out.exists():
        raise UsageProblem(f"{out}: is there already; name a file that is not")
    told: dict[str, Any] = {"version": 1, "programs": _programs()}
    told["settings"] = _attempt(lambda: _settings(setting.config_or_default()))
    told["ledger"] = _attempt(lambda: _ledger(setting))
    print_json(told)
    if out is not None:
        write_privately(out, msgspec.json.format(msgspec.json.encode(told)) + b"\n")
    typer.echo("Read it before you pass it on. Nothing was sent.", err=True)


def _attempt(tell: Any) -> Any:
    """What cannot be told is named by its kind alone: messages hold paths and names."""
    try:
        return tell()
    except Exception as problem:  # noqa: BLE001 - a report of a fault must not fail by it
        kind = getattr(problem, "kind", None)
        return {"problem": type(problem).__name__, "kind": str(kind) if kind else None}


def _programs() -> dict[str, Any]:
    return {
        "billing-watchdog": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "terminal": sys.stdout.isatty(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _settings(config: Config) -> dict[str, Any]:
    return {
        "accounts": [_account(one) for one in config.accounts],
        "locale": (config.locale or "").split("_")[0][:3],
        "keep_mail": config.ledger.keep_mail,
        "own_ledger_path": config.ledger.path is not None,
        "poll_minutes": config.schedule.poll_minutes,
        "digest": config.digest is not None,
        "digest_tls": config.digest.smtp.tls if config.digest else None,
        "notify_urls": len(config.notify.urls),
        "notify_level": config.notify.level,
        "kinds_off": len(config.notify.off),
    }


def _account(one: Account) -> dict[str, Any]:
    """The host only where it is that of a provider that everybody knows."""
    ways = {"password": one.password, "token": one.token, "oauth": one.oauth}
    return {
        "host": one.host.lower() if servers_of(one.host) else "another",
        "tls": one.tls,
        "sign_in": next(name for name, way in ways.items() if way is not None),
        "folders": len(one.folders),
        "look_back_days": one.look_back_days,
        "own_authority": one.ca_file is not None,
        "trusted_servers": len(one.trusted_servers),
    }


def _ledger(setting: Setting) -> dict[str, Any]:
    with setting.ledger(read_only=True) as ledger:
        counts = ledger.counts()
        return {
            "bytes": None if setting.on_server() else setting.ledger_file().stat().st_size,
            "on_server": setting.on_server(),
            "messages": {str(kind): number for kind, number in counts.messages.items()},
            "notices": {str(state): number for state, number in counts.notifications.items()},
            "words": len(ledger.statements()),
            "readers": _readers(ledger),
            "mailboxes": [
                {"problem": one.problem_kind, "failures": one.failures}
                for one in ledger.checks.all()
            ],
        }


def _readers(ledger: Ledger) -> dict[str, int]:
    """How many mails each reader read; their names are those of our own files."""
    found: dict[str, int] = {}
    for mail in ledger.mails():
        name = mail.reader or "none"
        found[name] = found.get(name, 0) + 1
    return dict(sorted(found.items()))
