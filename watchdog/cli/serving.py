"""`watchdog service`: installs what starts the daemon by itself, or only prints it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from watchdog.background import Background, Kind, Program, background, with_line, without_line
from watchdog.cli.failures import ERROR, UsageProblem
from watchdog.cli.streams import print_exactly
from watchdog.setting import Setting

_TIMEOUT = 60


def install(setting: Setting, kind: Kind | None, *, only_print: bool) -> None:
    """Write the file and start it; nothing of either with `only_print`."""
    if setting.tenant is not None:
        raise UsageProblem(
            f"tenant {setting.tenant}: it is workers that read it; start one: watchdog worker"
        )
    kind = kind or usual_kind()
    way = background(kind, program_of(setting))
    if only_print or kind is Kind.CONTAINER:
        _show(way)
        return
    setting.config()  # a daemon without a configuration would only fail, again and again
    if way.file is None:
        _write_crontab(with_line(_crontab(), way.text))
    else:
        _need(way.start[0][0])
        _begin(way, way.file)
    typer.echo(f"It runs by itself now ({kind.value}). How it does: watchdog status", err=True)
    if way.hint:
        typer.echo(way.hint, err=True)


def _begin(way: Background, file: Path) -> None:
    """Write its file and start it; what cannot be started leaves the place as it was."""
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(way.text, encoding=way.encoding)
    typer.echo(f"Written: {file}", err=True)
    try:
        for words in way.start:
            _run(words)
    except UsageProblem:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
        typer.echo(f"It could not be started: {file} is as it was.", err=True)
        raise


def uninstall(setting: Setting, kind: Kind | None, *, only_print: bool) -> None:
    """Stop it and remove its file; configuration and ledger stay."""
    kind = kind or usual_kind()
    way = background(kind, program_of(setting))
    if only_print or kind is Kind.CONTAINER:
        for words in way.stop or (("crontab", "-e"),):
            typer.echo(" ".join(words))
        return
    if way.file is None:
        _write_crontab(without_line(_crontab()))
    elif not way.file.exists():
        raise UsageProblem(
            f"{way.file}: not there, so nothing to remove; see: watchdog service status"
        )
    else:
        for words in way.stop:
            _run(words)
        way.file.unlink()
    typer.echo("It runs by itself no more. Configuration and ledger are as they were.", err=True)


def show_status(setting: Setting, kind: Kind | None) -> None:
    """Whether it is installed and runs; exit code 1 when not."""
    kind = kind or usual_kind()
    way = background(kind, program_of(setting))
    installed = way.text in _crontab() if way.file is None else way.file.exists()
    if not installed:
        typer.echo(f"{kind.value}: not installed; watchdog service install")
        raise typer.Exit(ERROR)
    where = "a line of your crontab" if way.file is None else str(way.file)
    runs = way.file is None or _answers(way.look)
    typer.echo(f"{kind.value}: {where}, {'runs' if runs else 'does not run'}")
    if not runs:
        raise typer.Exit(ERROR)


def usual_kind() -> Kind:
    """What starts programs on this computer."""
    if sys.platform == "darwin":
        return Kind.LAUNCHD
    if sys.platform == "win32":
        return Kind.WINDOWS
    at_work = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "systemd").is_dir()
    return Kind.SYSTEMD if at_work or shutil.which("crontab") is None else Kind.CRON


def program_of(setting: Setting) -> Program:
    """How this very program is called, by whole paths."""
    script = Path(sys.argv[0]).absolute()
    is_script = script.name in ("watchdog", "watchdog.exe") and script.is_file()
    words = (str(script),) if is_script else (sys.executable, "-m", "watchdog")
    home = setting.home.expanduser().absolute() if setting.home is not None else None
    user_id = os.getuid() if hasattr(os, "getuid") else 0
    return Program(words=words, home=home, folder=Path.home(), user_id=user_id)


def _show(way: Background) -> None:
    """The file on standard output, what to do with it on standard error."""
    print_exactly(way.text)
    if way.file is not None:
        typer.echo(f"Goes to {way.file}; then:", err=True)
        for words in way.start:
            typer.echo(f"  {' '.join(words)}", err=True)
        if way.hint:
            typer.echo(way.hint, err=True)


def _need(name: str) -> None:
    if shutil.which(name) is None:
        others = ", ".join(kind.value for kind in Kind)
        raise UsageProblem(
            f"{name}: not found on this computer; choose another way by --kind ({others}), "
            "or see what would be done: watchdog service install --print"
        )


def _run(words: Sequence[str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own words
        words, capture_output=True, text=True, check=False, timeout=_TIMEOUT
    )
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        raise UsageProblem(f"{' '.join(words)}: {said}; mend that, then: watchdog service install")


def _answers(words: Sequence[str]) -> bool:
    if shutil.which(words[0]) is None:
        return False
    done = subprocess.run(words, capture_output=True, check=False, timeout=_TIMEOUT)  # noqa: S603 - our own words
    return done.returncode == 0


def _crontab() -> str:
    _need("crontab")
    done = subprocess.run(
        ["crontab", "-l"],  # noqa: S607 - where the system has it
        capture_output=True,
        text=True,
        check=False,
        timeout=_TIMEOUT,
    )
    return done.stdout if done.returncode == 0 else ""


def _write_crontab(text: str) -> None:
    subprocess.run(
        ["crontab", "-"],  # noqa: S607 - where the system has it
        input=text,
        text=True,
        check=True,
        timeout=_TIMEOUT,
    )
