"""Draws the pictures of the README from a real run of the demo: `make pictures`."""

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from watchdog.cli.screen import report_screen
from watchdog.rounds import make_report
from watchdog.setting import Setting

TARGET = Path(__file__).parent.parent / "docs" / "pictures" / "report.svg"
# Rich's own template loads its font from a server; a picture of ours loads nothing.
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> int:
    """Run the demo, keep its ledger, and draw the report as a terminal shows it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "demo"
        line = [sys.executable, "-m", "watchdog", "demo", "--keep", str(home)]
        subprocess.run(line, check=True, capture_output=True)  # noqa: S603 - our own program
        setting = Setting(home=home)
        with setting.ledger(read_only=True) as ledger:
            _, report = make_report(setting, ledger, setting.today())
    console = Console(record=True, width=104, file=io.StringIO(), force_terminal=True)
    console.print(report_screen(report))
    svg = console.export_svg(title="watchdog demo")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(_FONT_FACE.sub("", svg), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
