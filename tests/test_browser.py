"""Report and dashboard in a real Chromium: seen, used by keyboard and without scripts, attacked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.rigs.dashboard import NOW, TODAY, Dashboard, demo_home, serve
from tests.rigs.visitor import LOOKS, REBOUND, Look, chromium, faults, picture, unlike, window
from watchdog.language import Language, speaking
from watchdog.pages import report_page
from watchdog.rounds import make_digest, make_report
from watchdog.views.overview import build_overview

GOLDEN = Path(__file__).parent / "pictures"
# Other fonts move lines a little; another layout or colour moves a picture more than this.
TOLERANCE = 0.02
SUBSCRIPTION = "Netflix Standard"
PAGES = ("/", "/subscriptions", "/review", "/catalog", "/catalog/coursera", "/said", "/nowhere")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for this file: while Playwright runs, its thread can run no other event loop."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    with serve(demo_home(tmp_path_factory.mktemp("browser") / "home")) as running:
        yield running


@pytest.fixture(scope="module")
def report(board: Dashboard, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the report as a file."""
    judged, told = make_report(board.setting, board.ledger, TODAY)
    overview = build_overview(told, judged.subscriptions, judged.findings, now=NOW)
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_bytes(report_page(overview, judged.subscriptions))
    return file.as_uri()


@pytest.fixture(scope="module")
def letter(board: Dashboard, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the HTML part of the weekly letter."""
    file = tmp_path_factory.mktemp("letter") / "letter.html"
    file.write_text(make_digest(board.setting, board.ledger, TODAY).html, encoding="utf-8")
    return file.as_uri()


@pytest.fixture(autouse=True)
def taken_back(board: Dashboard) -> Iterator[None]:
    yield
    for one in board.ledger.statements():
        board.ledger.undo(one.id, now=NOW)


@contextmanager
def at_home(
    browser: Browser, board: Dashboard, look: str = "light", *, scripts: bool = True
) -> Iterator[Page]:
    """A window that is signed in; whatever it asks for is ours."""
    context = window(browser, LOOKS[look], scripts=scripts)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    try:
        page = context.new_page()
        page.goto(board.url + board.link())
        page.wait_for_url(f"{board.url}/")
        yield page
    finally:
        context.close()
    assert not [one for one in asked if not one.startswith((f"{board.url}/", "data:"))]


def subscription(page: Page, board: Dashboard) -> None:
    page.goto(f"{board.url}/subscriptions")
    page.get_by_role("link", name=SUBSCRIPTION, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SUBSCRIPTION)


# -- for everybody ---------------------------------------------------------------------------------


def test_pages_have_no_serious_fault_for_people_with_disabilities(
    browser: Browser, board: Dashboard
) -> None:
    with at_home(browser, board) as page:
        for path in PAGES:
            page.goto(board.url + path)
            assert not faults(page), path
        subscription(page, board)
        assert not faults(page)
        page.locator("a[href^='/mails/']").first.click()
        assert not faults(page)
        page.goto(f"{board.url}/search?q=coursera")
        assert not faults(page)
    with at_home(browser, board, "dark") as page:
        assert not faults(page)
        subscription(page, board)
        assert not faults(page)


def test_the_report_has_no_serious_fault_either(browser: Browser, report: str) -> None:
    context = window(browser, LOOKS["light"])
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert not faults(page)
    page.emulate_media(color_scheme="dark")
    assert not faults(page, only="color-contrast")
    context.close()
    assert asked == [report]


def test_the_check_bites(browser: Browser) -> None:
    context = window(browser, LOOKS["light"])
    page = context.new_page()
    page.set_content("<title>x</title><input><p style='color:#ccc'>pale words</p>")
    assert {one.partition(":")[0] for one in faults(page)} >= {"color-contrast", "label"}
    context.close()


def test_nothing_is_wider_than_a_phone(browser: Browser, board: Dashboard, report: str) -> None:
    with at_home(browser, board, "phone") as page:
        page.set_viewport_size({"width": 320, "height": 640})
        for path in (*PAGES, "/search?q=coursera"):
            page.goto(board.url + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        subscription(page, board)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context = window(browser, LOOKS["phone"])
    page = context.new_page()
    page.goto(report)
    assert page.evaluate("document.documentElement.scrollWidth") <= LOOKS["phone"].width
    context.close()


# -- how it looks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["report", "overview", "subscription"])
def test_a_page_looks_as_it_did(
    browser: Browser,
    board: Dashboard,
    report: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    name: str,
    look: str,
) -> None:
    seen = _seen(browser, board, report, tmp_path, name, look)
    golden = GOLDEN / f"{name}-{look}.png"
    if request.config.getoption("--accept"):
        GOLDEN.mkdir(exist_ok=True)
        seen.save(golden)
    with Image.open(golden) as kept:
        assert unlike(seen, kept.convert("RGB")) <= TOLERANCE


def _seen(
    browser: Browser, board: Dashboard, report: str, tmp_path: Path, name: str, look: str
) -> Image.Image:
    file = tmp_path / "seen.png"
    if name == "report":
        context = window(browser, LOOKS[look])
        page = context.new_page()
        page.goto(report)
        page.locator("#spending").scroll_into_view_if_needed()
        seen = picture(page, file)
        context.close()
        return seen
    with at_home(browser, board, look) as page:
        if name == "subscription":
            subscription(page, board)
        return picture(page, file)


@contextmanager
def opened(browser: Browser, letter: str, width: int, *, dark: bool = False) -> Iterator[Page]:
    """The letter in a mail program: as it is, or turned dark by force, as Gmail's app does."""
    context = window(browser, Look(width=width, dark=dark))
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 640})
    force = context.new_cdp_session(page)
    force.send("Emulation.setAutoDarkModeOverride", {"enabled": dark})
    page.goto(letter)
    yield page
    context.close()


@pytest.mark.parametrize("width", [320, 600])
@pytest.mark.parametrize("look", ["light", "forced"])
def test_the_letter_looks_as_it_did(
    browser: Browser,
    letter: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    width: int,
    look: str,
) -> None:
    golden = GOLDEN / f"letter-{width}-{look}.png"
    with opened(browser, letter, width, dark=look == "forced") as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not faults(page)
        seen = picture(page, tmp_path / "seen.png")
    if request.config.getoption("--accept"):
        seen.save(golden)
    with Image.open(golden) as kept:
        assert unlike(seen, kept.convert("RGB")) <= TOLERANCE


@pytest.mark.parametrize("locale", ["de_DE", "fr_FR", "es_ES"])
def test_the_letter_fits_a_phone_in_every_language(
    browser: Browser, board: Dashboard, tmp_path: Path, locale: str
) -> None:
    file = tmp_path / "letter.html"
    with speaking(Language(words=locale[:2], locale=locale)):
        letter = make_digest(board.setting, board.ledger, TODAY)
    file.write_text(letter.html, encoding="utf-8")
    with opened(browser, file.as_uri(), 320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_screen_of_a_phone_says_what_needs_you(browser: Browser, letter: str) -> None:
    with opened(browser, letter, 320) as page:
        last = page.locator(".glance li").last.bounding_box()
        assert last is not None
        assert last["y"] + last["height"] <= 640
        assert "by 2026" in page.locator(".glance li").nth(1).inner_text().replace("\u2011", "-")


def test_pictures_of_different_pages_are_told_apart() -> None:
    kept = {file.stem: Image.open(file).convert("RGB") for file in GOLDEN.glob("*.png")}
    assert len(kept) == 13
    for name, one in kept.items():
        others = [unlike(one, other) for other_name, other in kept.items() if other_name != name]
        assert min(others) > TOLERANCE, name


def test_the_report_prints_with_its_steps_and_timelines(
    browser: Browser, report: str, tmp_path: Path
) -> None:
    context = window(browser, LOOKS["light"])
    page = context.new_page()
    page.goto(report)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".top")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("details.paper ol.steps").nth(1).bounding_box()
    assert page.locator(".long ol.time").first.bounding_box()
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    context.close()
    assert (tmp_path / "report.pdf").stat().st_size > 50_000


# -- how it is used --------------------------------------------------------------------------------


def test_it_is_used_by_keyboard_alone(browser: Browser, board: Dashboard) -> None:
    with at_home(browser, board) as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="To the page")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")
        before = page.locator("article.finding").count()
        button = page.get_by_role("button", name="Never tell this again").first
        for _ in range(20):
            if button.evaluate("one => one === document.activeElement"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Noted: you want to hear no more")
        expect(page.locator("article.finding")).to_have_count(before - 1)
        expect(page.get_by_role("status").first).to_be_focused()
        assert len(board.ledger.statements()) == 1
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("article.finding")).to_have_count(before)
        assert not board.ledger.statements()


def test_it_works_without_scripts(browser: Browser, board: Dashboard) -> None:
    with at_home(browser, board, "phone", scripts=False) as page:
        subscription(page, board)
        page.get_by_label("On which day").fill("2026-11-20")
        page.get_by_role("button", name="I cancelled it").click()
        expect(page.get_by_role("status")).to_contain_text("Noted: you cancelled Netflix")
        page.get_by_role("button", name="Take it back").click()
        assert not board.ledger.statements()
        page.goto(f"{board.url}/fakes")
        page.get_by_role("button", name="No, it bills me nothing").click()
        expect(page.get_by_role("status")).to_contain_text("bills you nothing")
        page.get_by_role("searchbox", name="Search").fill("netflix")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=SUBSCRIPTION, exact=True)).to_be_visible()


def test_a_search_answers_while_it_is_typed(browser: Browser, board: Dashboard) -> None:
    with at_home(browser, board) as page:
        page.goto(f"{board.url}/catalog")
        page.get_by_label("A name, also as receipts have it").press_sequentially("courser")
        expect(page.get_by_role("status")).to_have_text("1 service")
        page.wait_for_url("**/catalog?q=courser")


# -- who attacks it --------------------------------------------------------------------------------

_TRAP = """<!doctype html><title>A trap</title>
<iframe src="{url}/" id="inside"></iframe>
<img src="{url}/subscriptions" onerror="document.title += ' img'">
<script>
fetch('{url}/', {{credentials: 'include'}}).then(a => a.text()).then(
  words => document.title = 'stolen ' + words.slice(0, 50), () => document.title += ' fetch');
</script>
<form method="post" action="{url}/findings/{finding}/dismiss"><button>Win a prize</button></form>"""


@contextmanager
def another_site(page: str) -> Iterator[str]:
    """A site of a stranger on this computer, on another port."""

    class Stranger(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def signed_in(browser: Browser, board: Dashboard) -> tuple[BrowserContext, Page]:
    context = window(browser, LOOKS["light"])
    page = context.new_page()
    page.goto(board.url + board.link())
    page.wait_for_url(f"{board.url}/")
    return context, page


def test_another_site_reads_nothing_and_changes_nothing(browser: Browser, board: Dashboard) -> None:
    context, page = signed_in(browser, board)
    finding = str(page.locator("article.finding").first.get_attribute("id"))[2:]
    with another_site(_TRAP.format(url=board.url, finding=finding)) as trap:
        page.goto(trap)
        page.wait_for_function("document.title.includes('img') && document.title.includes('fetch')")
        assert "stolen" not in page.title()
        inside = page.frame_locator("#inside").locator("body")
        assert "things need you" not in inside.inner_text()
        page.get_by_role("button", name="Win a prize").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("That did not work")
    assert not board.ledger.statements()
    context.close()


def test_a_name_that_was_bound_anew_gets_nothing(browser: Browser, board: Dashboard) -> None:
    context, page = signed_in(browser, board)
    answer = page.goto(f"http://{REBOUND}:{board.port}/")
    assert answer is not None
    assert answer.status == 421
    assert "Coursera" not in page.content()
    context.close()


def test_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in GOLDEN.glob("*.png")) < 200_000
