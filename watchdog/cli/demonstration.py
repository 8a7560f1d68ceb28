"""`watchdog demo`: a bundled mailbox behind a real IMAP server, scanned like any other."""

import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from watchdog.cli.failures import UsageProblem
from watchdog.setting import Setting

_CONFIG = """\
# The demo's configuration. Its IMAP server ran only while the demo did: `watchdog scan` finds
# nobody there any more, but report, show, fix, digest --to-stdout and status work as ever.
version = 1

[[accounts]]
name = "demo"
host = "{host}"
port = {port}
tls = "none"
user = "{user}"
password = {{ file = "{secret}" }}
"""


def run_demo(keep: Path | None) -> None:
    """The whole trip, in a folder that is left behind only when asked for."""
    from watchdog.cli.books import print_report
    from watchdog.cli.reading import scan_accounts
    from watchdog.demo.server import serve_mailbox
    from watchdog.demo.story import letters

    with _folder(keep) as home:
        setting = Setting(home=home)
        mails = letters(setting.today())
        with serve_mailbox(mails) as server:
            _write_private(home / "demo-password", server.password)
            text = _CONFIG.format(
                host=server.host,
                port=server.port,
                user=server.user,
                secret=home / "demo-password",
            )
            _write_private(home / "config.toml", text)
            typer.echo(
                f"A mailbox with {len(mails)} mails stands at {server.host}:{server.port}.",
                err=True,
            )
            scan_accounts(setting, setting.config().accounts)
        sys.stderr.write("\n")
        print_report(setting, None)
        typer.echo(f"\n{_what_next(home if keep else None)}", err=True)


def _what_next(kept: Path | None) -> str:
    """Words to paste into a shell as they are."""
    program = "watchdog" if shutil.which("watchdog") else shlex.quote(sys.argv[0])
    if kept is None:
        return f"Nothing of this is kept. To play with it: {program} demo --keep ~/watchdog-demo"
    return f"Kept in {kept}. Try: {program} --home {shlex.quote(str(kept))} show coursera"


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        folder = Path(tempfile.mkdtemp(prefix="watchdog-demo-"))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return
    folder = keep.expanduser().absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageProblem(f"--keep {keep}: the folder is not empty; name a new or empty one")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    yield folder


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text, encoding="utf-8")
