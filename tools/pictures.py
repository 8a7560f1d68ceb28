"""Draws the pictures of README and docs from a real run of the demo: `make pictures`."""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.rigs.dashboard import Dashboard, serve
from tests.rigs.visitor import LOOKS, chromium, window
from tools.questions import draw_questions
from tools.terminal import picture
from watchdog.cli.screen import report_screen
from watchdog.pages import report_page
from watchdog.rounds import make_report, make_screenful
from watchdog.setting import Setting
from watchdog.views.overview import build_overview

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
_COLOURS = 128


def main() -> int:
    """Draw what the demo shows (terminal, file and dashboard), and what init asks."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "demo"
        line = [sys.executable, "-m", "watchdog", "demo", "--keep", str(home)]
        subprocess.run(line, check=True, capture_output=True)  # noqa: S603 - our own program
        setting = Setting(home=home)
        with setting.ledger(read_only=True) as ledger:
            judged, report = make_report(setting, ledger, setting.today())
            screen = make_screenful(setting, ledger, setting.today(), setting.ledger)
        overview = build_overview(report, judged.subscriptions, judged.findings, now=setting.now())
        file = home / "report.html"
        file.write_bytes(report_page(overview, judged.subscriptions))
        picture(report_screen(*screen), FOLDER / "report.svg", width=104, title="watchdog demo")
        with serve(setting) as board:
            _draw_pages(board, file)
    draw_questions(FOLDER)
    return 0


def _draw_pages(board: Dashboard, report: Path) -> None:
    with chromium() as browser:
        for look, wanted in LOOKS.items():
            context = window(browser, wanted)
            page = context.new_page()
            page.goto(report.as_uri())
            page.locator("#spending").evaluate("one => one.scrollIntoView()")
            _draw(page, f"report-{look}")
            page.goto(board.url + board.link())
            page.wait_for_url(f"{board.url}/")
            _draw(page, f"dashboard-{look}")
            context.close()


def _draw(page: Page, name: str) -> None:
    """A picture of few colours: pages of ours have no more."""
    with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as seen:
        few = seen.convert("RGB").quantize(_COLOURS)
    few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
