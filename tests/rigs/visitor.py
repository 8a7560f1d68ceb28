"""Somebody with a browser: Chromium driven by Playwright, in light, dark and on a phone."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

MISSING = "chromium is missing: apt-get install chromium"
REBOUND = "rebound.example"  # a name of a stranger that leads to this computer
_SMALL = 96  # pixels across: what is compared is the look, not each letter of a font
_OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage"]
_NAMES = f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """How wide the window is, and whether its owner likes it dark."""

    width: int
    dark: bool = False


LOOKS = {
    "light": Look(width=1200),
    "dark": Look(width=1200, dark=True),
    "phone": Look(width=360),
}


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that reaches nobody but this computer; the test is left out where there is none."""
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=[*_OPTIONS, _NAMES])
        try:
            yield browser
        finally:
            browser.close()


def window(browser: Browser, look: Look, *, scripts: bool = True) -> BrowserContext:
    """A window of its own, with no cookie of another."""
    return browser.new_context(
        viewport={"width": look.width, "height": 900},
        color_scheme="dark" if look.dark else "light",
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )


def faults(page: Page, *, only: str | None = None) -> list[str]:
    """The serious and critical faults that axe finds for people with disabilities.

    `only`: by one of its rules.
    """
    page.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
    asked: dict[str, object] = {"resultTypes": ["violations"]}
    if only is not None:
        asked["runOnly"] = [only]
    found = page.evaluate("asked => axe.run(document, asked)", asked)["violations"]
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def picture(page: Page, path: Path) -> Image.Image:
    """What is seen of a page at first, made small."""
    page.screenshot(path=path, animations="disabled", caret="hide")
    with Image.open(path) as whole:
        height = round(whole.height * _SMALL / whole.width)
        return whole.convert("RGB").resize((_SMALL, height), Image.Resampling.BOX)


def unlike(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are from each other: 0 is the same, 1 is black and white."""
    if one.size != other.size:
        return 1.0
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3 / 255
