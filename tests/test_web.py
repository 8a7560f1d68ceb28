"""The dashboard over a real socket: who gets in, what a form does, and what an answer may do."""

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from html import unescape
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from icalendar import Calendar

from tests.hostile import WORDS, fill
from tests.rigs.dashboard import NOW, TODAY, Answer, Dashboard, demo_home, serve
from tests.rigs.desk import letter
from tests.rigs.door import Door
from tests.test_hostile import is_our_page
from watchdog.config.config import Config, WebSettings
from watchdog.judging import Judgement
from watchdog.ledger import Ledger
from watchdog.report import Report, ToldFinding
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.timeline.facts import StatementKind
from watchdog.web.keys import keys_file, load_keys, renew_key
from watchdog.web.passes import LINK_FOR, SESSION_FOR, Links, holds, new_link, new_session
from watchdog.web.problems import WebProblem
from watchdog.web.server import beside, open_socket
from watchdog.web.site import days_away
from watchdog.web.static import HTMX


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    with serve(demo_home(tmp_path_factory.mktemp("board") / "home")) as running:
        running.sign_in()
        yield running


@pytest.fixture
def clean(board: Dashboard) -> Iterator[Dashboard]:
    """The same, with all that a test says taken back."""
    yield board
    for one in board.ledger.statements():
        board.ledger.undo(one.id, now=NOW)


def words(answer: Answer) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


# -- who gets in -----------------------------------------------------------------------------------

FOREIGN = [
    "evil.test",
    "127.0.0.1.nip.io",
    "localhost.evil.test",
    "127.0.0.1.evil.test:80",
    "evil.test:8377",
    "[::1].evil.test",
    "watchdog.example.org",
    "0.0.0.0",  # noqa: S104 - a name to be refused
    "",
]


@pytest.mark.parametrize("host", FOREIGN)
def test_a_name_that_is_not_ours_gets_nothing(board: Dashboard, host: str) -> None:
    """What a name that rebinds to this computer would bring, even with a session."""
    answer = board.get("/", Host=host)
    assert answer.status == 421
    assert "not one of the dashboard's own names" in words(answer)
    assert "Coursera" not in answer.text


def test_a_request_without_a_host_gets_nothing(board: Dashboard) -> None:
    with socket.create_connection(("127.0.0.1", board.port), timeout=10) as line:
        line.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert line.recv(100).split(b" ")[1] in (b"400", b"421")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:9000", "[::1]:8377"])
def test_this_computer_is_met_by_its_own_names(board: Dashboard, host: str) -> None:
    assert board.get("/", Host=host).status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 401),
        ("/subscriptions", 401),
        ("/mails/1/raw", 401),
        ("/nowhere", 401),
        ("/calendar/guess.ics", 404),
        ("/sign-in?pass=guess", 401),
        ("/sign-in?pass=1.2.3", 401),
        ("/sign-in", 401),
    ],
)
def test_without_a_session_nothing_is_told(board: Dashboard, path: str, status: int) -> None:
    answer = board.get(path, session="")
    assert answer.status == status
    assert "Coursera" not in answer.text
    assert "/review" not in answer.text


@pytest.mark.parametrize("cookie", ["x", "1.2.3", "ffffffff.a.b", "=;=", "\x7f", "a" * 3000])
def test_a_session_cannot_be_made_up(board: Dashboard, cookie: str) -> None:
    assert board.get("/", session=f"watchdog-{board.port}={cookie}").status == 401


def test_a_link_signs_in_once_and_leads_on(board: Dashboard) -> None:
    link = board.link()
    assert board.get(link, session="", Sec_Purpose="prefetch;prerender").status == 403
    first = board.get(link, session="")
    assert first.status == 200
    assert "url=/" in first.text
    cookie = first.headers["set-cookie"]
    assert re.search(r"; HttpOnly; Max-Age=2592000; Path=/; SameSite=strict$", cookie)
    assert board.get("/", session=cookie.partition(";")[0]).status == 200
    second = board.get(link, session="")
    assert second.status == 401
    assert "used up or too old" in words(second)


def test_passes_end_and_serve_one_purpose(tmp_path: Path) -> None:
    keys = load_keys(tmp_path / "web-keys.json")
    link, session = new_link(keys, now=NOW), new_session(keys, now=NOW)
    assert holds(keys, "session", session, now=NOW + SESSION_FOR - timedelta(seconds=1))
    assert not holds(keys, "session", session, now=NOW + SESSION_FOR)
    assert not holds(keys, "session", link, now=NOW)
    assert not holds(keys, "link", session, now=NOW)
    links = Links()
    assert not links.spend(keys, link, now=NOW + LINK_FOR)
    assert links.spend(keys, link, now=NOW)
    assert not links.spend(keys, link, now=NOW)
    renewed = renew_key(tmp_path / "web-keys.json", "sign_in")
    assert not holds(renewed, "session", session, now=NOW)
    assert renewed.calendar == keys.calendar


def test_the_keys_are_private_and_kept(tmp_path: Path) -> None:
    file = keys_file(tmp_path / "ledger.sqlite3")
    keys = load_keys(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert load_keys(file) == keys
    assert len(bytes.fromhex(keys.sign_in)) == len(bytes.fromhex(keys.calendar)) == 32
    assert keys.sign_in not in repr(keys)
    file.write_bytes(b"{}")
    with pytest.raises(WebProblem, match="remove it, and new ones are made"):
        load_keys(file)


# -- what other sites cannot do --------------------------------------------------------------------

CROSS_SITE: list[dict[str, str | None]] = [
    {"Origin": "https://evil.test"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "none"},
    {"Origin": None, "Sec_Fetch_Site": None},
]


@pytest.mark.parametrize("headers", CROSS_SITE)
def test_a_form_of_another_site_changes_nothing(
    board: Dashboard, headers: dict[str, str | None]
) -> None:
    finding = first_finding(board)
    answer = board.post(f"/findings/{finding}/dismiss", {}, headers=headers)
    assert answer.status == 403
    assert "nothing was changed" in words(answer)
    assert not board.ledger.statements()


@pytest.mark.parametrize("mark", ["", "0" * 64, "x" * 5000])
def test_a_form_without_our_mark_changes_nothing(board: Dashboard, mark: str) -> None:
    answer = board.post(f"/findings/{first_finding(board)}/dismiss", {"mark": mark})
    assert answer.status == 403
    assert not board.ledger.statements()


def test_the_mark_of_another_session_is_none(board: Dashboard) -> None:
    other = board.get(board.link(), session="").headers["set-cookie"].partition(";")[0]
    page = board.get("/", session=other).text
    mark = re.search(r'name="mark" value="(\w+)"', page)
    assert mark is not None
    answer = board.post(f"/findings/{first_finding(board)}/dismiss", {"mark": mark[1]})
    assert answer.status == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}, 403),
        ({"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors"}, 403),
        (
            {
                "Sec_Fetch_Site": "cross-site",
                "Sec_Fetch_Mode": "navigate",
                "Sec_Fetch_Dest": "iframe",
            },
            403,
        ),
        (
            {
                "Sec_Fetch_Site": "cross-site",
                "Sec_Fetch_Mode": "navigate",
                "Sec_Fetch_Dest": "document",
            },
            200,
        ),
        ({"Sec_Fetch_Site": "none"}, 200),
    ],
)
def test_a_page_is_no_part_of_another_site(
    board: Dashboard, headers: dict[str, str], status: int
) -> None:
    assert board.get("/", **headers).status == status


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content_Type": "multipart/form-data; boundary=x"}, {}, 415),
        ({"Content_Type": "application/json"}, {}, 415),
        ({}, {"merchant": "x" * 70_000}, 413),
        ({}, {str(number): "1" for number in range(60)}, 400),
    ],
)
def test_odd_forms_are_refused_in_words(
    board: Dashboard, headers: dict[str, str | None], body: dict[str, str], status: int
) -> None:
    answer = board.post(f"/findings/{first_finding(board)}/dismiss", body, headers=headers)
    assert answer.status == status
    assert "That did not work" in words(answer)


def test_every_answer_says_what_it_may_do(board: Dashboard) -> None:
    for path in ("/", "/nowhere", "/static/nothing", "/calendar/x.ics", "/review"):
        headers = board.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
    style = re.search(r"/static/look-\w+\.css", board.get("/").text)
    assert style is not None
    assert "immutable" in board.get(style[0]).headers["cache-control"]


def test_behind_tls_the_cookie_is_kept_to_the_host(board: Dashboard) -> None:
    settings = WebSettings(listen="127.0.0.1:8377", address="https://watchdog.example.org")
    with serve(board.setting, settings) as other:
        answer = other.get(other.link(), session="", Host="watchdog.example.org")
        assert answer.headers["set-cookie"].startswith("__Host-watchdog=")
        assert "; Secure" in answer.headers["set-cookie"]
        assert other.get("/", Host="watchdog.example.org.evil.test").status == 421


# -- what is shown ---------------------------------------------------------------------------------


def first_finding(board: Dashboard) -> str:
    found = re.search(r'id="f-(\w{7})"', board.get("/").text)
    assert found is not None
    return found[1]


def subscription(board: Dashboard, name: str) -> str:
    """The path of the subscription that has this name."""
    found = re.search(rf'href="(/subscriptions/\w+)">{re.escape(name)}<', subscriptions(board))
    assert found is not None, name
    return found[1]


def subscriptions(board: Dashboard) -> str:
    return board.get("/subscriptions").text


def test_the_overview_says_what_the_report_says(board: Dashboard) -> None:
    told = words(board.get("/"))
    for part in (
        "5 things need you now",
        "Cancelled in the wrong place",
        "Act by",
        "Coming up",
        "Spending on subscriptions by month",
        "Netflix Standard: 15.49 USD became 17.99 USD",
        "Where it was bought",
        "1 that looks like a fake",
    ):
        assert part in told


def test_a_subscription_has_its_fix_and_every_mail(board: Dashboard) -> None:
    page = board.get(subscription(board, "Netflix Standard"))
    told = words(page)
    assert "17.99 USD monthly" in told
    assert "How to cancel Netflix at its own website" in told
    assert "15.49 USD" in told
    mails = re.findall(r'href="(/mails/\w+)"', page.text)
    assert len(mails) > 5
    mail = board.get(mails[0])
    assert "info@account.netflix.com" in words(mail)
    raw = board.get(f"{mails[0]}/raw")
    assert raw.headers["content-type"] == "application/octet-stream"
    assert raw.headers["content-disposition"].startswith('attachment; filename="mail-')
    assert "From: Netflix" in raw.text


def test_the_catalogue_is_browsed_and_searched(board: Dashboard) -> None:
    assert "services" in words(board.get("/catalog"))
    found = board.get("/catalog?q=COURSERA").text
    assert re.findall(r'href="/catalog/(\w+)"', found) == ["coursera"]
    told = words(board.get("/catalog/coursera"))
    assert "How to stop it Bought at its own website" in told
    assert "Money back" in told
    assert "Checked" in told
    assert board.get("/catalog/nobody").status == 404


def test_every_service_has_a_page(board: Dashboard) -> None:
    names = re.findall(r'href="/catalog/([\w.-]+)"', board.get("/catalog").text)
    assert len(names) >= 60
    for name in names:
        page = board.get(f"/catalog/{name}")
        assert page.status == 200, name
        assert page.text.count("<h1>") == 1


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ("netflix", "Netflix Standard"),
        ("charged paused", "Charged while paused"),
        ("receipt apple", "Your receipt from Apple"),
        ("spotify", "Spotify"),
        ("17.99", "Payments"),
        ("17,99 $", "Netflix 17.99 USD"),
        ("17.99 USD", "Netflix 17.99 USD"),
        ("17.99 EUR", "Nothing found"),
        ("0.01", "Nothing found"),
        ("zzz nobody", "Nothing found"),
        ("<script>alert(1)</script>", "Nothing found"),
    ],
)
def test_a_search_finds_what_is_known(board: Dashboard, asked: str, finds: str) -> None:
    from urllib.parse import quote

    page = board.get(f"/search?q={quote(asked)}")
    assert finds in words(page)
    assert "<script>alert" not in page.text


def test_a_single_payment_is_found_by_its_name_and_by_its_sum(tmp_path: Path) -> None:
    """It belongs to no subscription, so no other page shows it; its mail is one step away."""
    vet = letter(
        "Your receipt",
        date(2026, 9, 1),
        "Thank you for your payment for Rex's check-up.",
        ("Total paid", "$83.50 USD"),
        sender="Harbor Vet <desk@harborvet.example>",
    )
    with serve(demo_home(tmp_path / "home", vet)) as board:
        board.sign_in()
        for asked in ("harbor", "83.50"):
            page = board.get(f"/search?q={asked}")
            assert "Harbor Vet 83.50 USD" in words(page)
            (name,) = re.findall(r'href="/mails/(\w+)"', page.text)
            assert "Your receipt" in board.get(f"/mails/{name}").text


def test_what_is_not_there_is_said_in_words(board: Dashboard) -> None:
    for path in ("/subscriptions/0000000", "/mails/00", "/mails/00/raw", "/nowhere", "/said/9"):
        answer = board.get(path)
        assert answer.status == 404
        assert "That did not work" in words(answer)


# -- what forms do ---------------------------------------------------------------------------------


def test_a_finding_is_dismissed_and_the_word_taken_back(clean: Dashboard) -> None:
    finding = first_finding(clean)
    answer = clean.post(f"/findings/{finding}/dismiss", {})
    assert answer.status == 303
    page = clean.get(answer.headers["location"])
    assert f'id="f-{finding}"' not in page.text
    assert "Noted: you want to hear no more of this" in words(page)
    (said,) = clean.ledger.statements()
    assert (said.kind, said.finding) == (StatementKind.DISMISSED, finding)
    assert clean.post(f"/findings/{finding}/dismiss", {}).status == 404
    assert "Take it back" in words(clean.get("/said"))
    assert clean.post(f"/said/{said.id}/undo", {}).status == 303
    assert f'id="f-{finding}"' in clean.get("/").text
    assert clean.post(f"/said/{said.id}/undo", {}).status == 404


def test_what_was_said_is_judged_before_the_next_page_however_long_it_takes(
    clean: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchdog.web.desk._PATIENCE_SECONDS", 0.0)
    finding = first_finding(clean)
    clean.post(f"/findings/{finding}/dismiss", {})
    assert f'id="f-{finding}"' not in clean.get("/").text
    (said,) = clean.ledger.statements()
    clean.post(f"/said/{said.id}/undo", {})
    assert f'id="f-{finding}"' in clean.get("/").text


def test_putting_a_finding_away_judges_nothing_else(
    clean: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = first_finding(clean)
    judged: list[date] = []

    def counted(setting: Setting, ledger: Ledger, today: date) -> tuple[Judgement, Report]:
        judged.append(today)
        return make_report(setting, ledger, today)

    monkeypatch.setattr("watchdog.web.desk.make_report", counted)
    clean.post(f"/findings/{finding}/dismiss", {})
    told = clean.get("/")
    assert not judged
    with serve(clean.setting) as other:
        other.sign_in()
        assert words(other.get("/")) == words(told)
    # A word that somebody else said meanwhile is not lost.
    clean.ledger.say(kind=StatementKind.DISMISSED, finding=first_finding(clean), now=NOW)
    clean.post(f"/findings/{first_finding(clean)}/dismiss", {})
    assert clean.get("/").text.count('id="f-') == 6


def test_a_finding_is_snoozed_for_a_week(clean: Dashboard) -> None:
    _, report = make_report(clean.setting, clean.ledger, TODAY)
    finding = next(one.id for one in report.findings if one.deadline is None)
    assert clean.post(f"/findings/{finding}/snooze", {"days": "7"}).status == 303
    (said,) = clean.ledger.statements()
    assert said.until == TODAY + timedelta(days=7)
    assert f'id="f-{finding}"' not in clean.get("/").text
    for days in ("", "0", "-1", "1e3", "99999"):
        assert clean.post(f"/findings/{first_finding(clean)}/snooze", {"days": days}).status == 400


def with_a_deadline(board: Dashboard, today: date) -> ToldFinding:
    _, report = make_report(board.setting, board.ledger, today)
    return next(one for one in report.findings if one.deadline and one.deadline > today)


def test_no_finding_is_put_off_past_its_last_safe_day(clean: Dashboard) -> None:
    one = with_a_deadline(clean, TODAY)
    assert one.deadline is not None
    days = (one.deadline - TODAY).days
    assert 0 < days < 30
    assert clean.post(f"/findings/{one.id}/snooze", {"days": "30"}).status == 303
    (said,) = clean.ledger.statements()
    assert said.until == one.deadline


@pytest.mark.parametrize(
    ("ahead", "days"), [(None, 7), (-1, 7), (0, 0), (1, 1), (6, 6), (7, 7), (30, 7)]
)
def test_the_button_puts_a_finding_away_up_to_its_last_safe_day(
    ahead: int | None, days: int
) -> None:
    deadline = None if ahead is None else TODAY + timedelta(days=ahead)
    assert days_away(deadline, TODAY) == days


def test_i_cancelled_it_is_kept_for_this_subscription_alone(clean: Dashboard) -> None:
    path = subscription(clean, "Netflix Standard")
    answer = clean.post(f"{path}/cancelled", {"on": "2026-11-20"}, page=path)
    assert answer.status == 303
    assert answer.headers["location"].startswith(f"{path}?said=")
    (said,) = clean.ledger.statements()
    assert said.kind is StatementKind.CANCELED
    assert (said.merchant, said.channel, str(said.on)) == ("netflix", "direct", "2026-11-20")
    assert "Noted: you cancelled Netflix on 20" in words(clean.get(answer.headers["location"]))
    for day in ("2026-12-24", "yesterday", ""):
        assert clean.post(f"{path}/cancelled", {"on": day}, page=path).status == 400


def test_a_pause_is_kept(clean: Dashboard) -> None:
    path = subscription(clean, "Netflix Standard")
    given = {"on": "2026-11-20", "until": "2027-01-10"}
    answer = clean.post(f"{path}/paused", given, page=path)
    assert answer.status == 303
    (said,) = clean.ledger.statements()
    assert said.kind is StatementKind.PAUSED
    assert (said.merchant, said.channel) == ("netflix", "direct")
    assert (str(said.on), str(said.until)) == ("2026-11-20", "2027-01-10")
    assert "Netflix is paused from 20" in words(clean.get(answer.headers["location"]))
    for wrong in ({"on": ""}, {"on": "2026-12-24"}, given | {"until": "2026-11-20"}):
        assert clean.post(f"{path}/paused", wrong, page=path).status == 400
    assert clean.post(f"{path}/paused", {"on": "2026-11-20"}, page=path).status == 303
    assert clean.ledger.statements()[-1].until is None


def test_i_paid_it_takes_a_bill_from_the_list(tmp_path: Path) -> None:
    ask = ("Hello Pat,", "Please pay £75.00 by bank transfer.", ("Due date", "20 November 2026"))
    sweep = "Marlow Chimneys <office@marlowchimneys.example>"
    sent = letter("Invoice 4411", TODAY - timedelta(days=10), *ask, sender=sweep)
    with serve(demo_home(tmp_path / "home", sent)) as board:
        board.sign_in()
        path = subscription(board, "Marlow Chimneys")
        overview = words(board.get("/"))
        assert "1 bill to pay is due" in overview
        assert "was due 20 Nov 2026, 3 days ago Marlow Chimneys" in overview
        assert "A bill waits" in words(board.get(path))
        for day in ("2026-12-24", "yesterday", ""):
            assert board.post(f"{path}/paid", {"on": day}, page=path).status == 400
        answer = board.post(f"{path}/paid", {"on": "2026-11-20"}, page=path)
        assert answer.status == 303
        (said,) = board.ledger.statements()
        assert (said.kind, said.merchant) == (StatementKind.PAID, "marlow_chimneys")
        told = words(board.get(answer.headers["location"]))
        assert "Noted: you paid the bill of Marlow Chimneys on 20" in told
        assert "A bill waits" not in told
        assert "bill to pay" not in words(board.get("/"))


def test_what_decides_a_refund_is_noted(clean: Dashboard) -> None:
    path = subscription(clean, "Coursera Applied Statistics Specialization")
    assert 'value="certificate-earned"' in clean.get(path).text
    given = {"note": "certificate-earned", "on": "2026-11-20"}
    assert clean.post(f"{path}/noted", given, page=path).status == 303
    (said,) = clean.ledger.statements()
    assert (said.kind, said.note) == (StatementKind.NOTED, "certificate-earned")
    assert said.plan == "Applied Statistics Specialization"
    assert clean.post(f"{path}/noted", given | {"note": "rich"}, page=path).status == 400
    other = subscription(clean, "Netflix Standard")
    assert "/noted" not in clean.get(other).text
    assert clean.post(f"{other}/noted", given, page=other).status == 400


def test_two_that_are_one_are_merged_and_taken_apart(clean: Dashboard) -> None:
    path = subscription(clean, "Coursera Plus")
    other = subscription(clean, "Coursera Applied Statistics Specialization")
    name = other.rpartition("/")[2]
    assert f'value="{name}"' in clean.get(path).text
    answer = clean.post(f"{path}/merged", {"other": name}, page=path)
    assert answer.status == 303
    (said,) = clean.ledger.statements()
    assert said.kind is StatementKind.MERGED
    assert clean.get(other).status == 404
    for wrong in (path.rpartition("/")[2], "nobody", ""):
        assert clean.post(f"{path}/merged", {"other": wrong}, page=path).status == 400


def test_one_of_two_plans_at_one_place_is_named(clean: Dashboard) -> None:
    path = subscription(clean, "Coursera Applied Statistics Specialization")
    clean.post(f"{path}/cancelled", {"on": "2026-11-20"}, page=path)
    (said,) = clean.ledger.statements()
    assert (said.merchant, said.plan) == ("coursera", "Applied Statistics Specialization")


def test_a_doubtful_mail_is_answered(clean: Dashboard) -> None:
    assert "1 more mail looks like a fake" in words(clean.get("/review"))
    page = clean.get("/fakes")
    assert "Careful: it may be a fake" in words(page)
    path = re.search(r'action="(/review/\w+)"', page.text)
    assert path is not None
    wrong = {"says": "edit", "kind": "charge", "merchant": "Norton", "amount": "much"}
    answer = clean.post(path[1], wrong, page="/fakes")
    assert answer.status == 400
    assert "is no amount with its currency" in words(answer)
    assert clean.post(path[1], {"says": "perhaps"}, page="/fakes").status == 400
    answer = clean.post(path[1], {"says": "no"}, page="/fakes")
    assert "bills you nothing" in words(clean.get(answer.headers["location"]))
    assert "looks like a fake" not in words(clean.get("/review"))
    assert clean.post(path[1], {"says": "no"}, page="/said").status == 404


def test_a_doubtful_mail_is_called_a_fake(clean: Dashboard) -> None:
    page = clean.get("/fakes")
    assert "It is a fake" in words(page)
    path = re.search(r'action="(/review/\w+)"', page.text)
    assert path is not None
    answer = clean.post(path[1], {"says": "fake"}, page="/fakes")
    assert "is a fake" in words(clean.get(answer.headers["location"]))
    (said,) = clean.ledger.statements()
    assert said.correction is not None
    assert said.correction.claims
    assert not said.correction.events
    assert "you said that it is a fake" in words(clean.get("/"))
    mail = clean.get(path[1].replace("/review/", "/mails/"))
    assert "What you said" in words(mail)
    assert "is a fake" in words(mail)
    assert clean.post(path[1], {"says": "fake"}, page="/said").status == 404


def test_the_day_on_which_a_trial_ends_is_said_in_the_form(clean: Dashboard) -> None:
    page = clean.get("/fakes")
    path = re.search(r'action="(/review/\w+)"', page.text)
    assert path is not None
    form = {"says": "edit", "kind": "trial_ending", "merchant": "Norton", "amount": "11 USD"}
    ahead = clean.post(path[1], {**form, "on": "2098-12-02"}, page="/fakes")
    assert ahead.status == 400
    assert "lies ahead" in words(ahead)
    answer = clean.post(path[1], {**form, "trial_ends_on": "2026-12-02"}, page="/fakes")
    assert "the trial ends on" in words(clean.get(answer.headers["location"]))
    (said,) = clean.ledger.statements()
    assert said.correction is not None
    (event,) = said.correction.events
    assert (event.kind, str(event.trial_ends_on)) == ("trial_ending", "2026-12-02")


@pytest.mark.parametrize(
    "back", ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:x"]
)
def test_a_form_leads_back_to_us_only(clean: Dashboard, back: str) -> None:
    answer = clean.post(f"/findings/{first_finding(clean)}/dismiss", {"back": back})
    assert answer.headers["location"].startswith("/?said=")


def test_signing_out_forgets_this_browser(board: Dashboard) -> None:
    mine = board.get(board.link(), session="").headers["set-cookie"].partition(";")[0]
    answer = board.post("/sign-out", {}, session=mine)
    assert "You have signed out" in words(answer)
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_a_renewed_key_signs_everybody_out(tmp_path: Path, board: Dashboard) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    with serve(Setting(home=home, settled=Config(), clock=lambda: NOW)) as other:
        other.sign_in()
        assert other.get("/").status == 200
        renew_key(keys_file(other.setting.ledger_file()), "sign_in")
        assert other.get("/").status == 401


def test_an_empty_ledger_says_how_to_begin(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    with serve(Setting(home=home, settled=Config(), clock=lambda: NOW)) as other:
        other.sign_in()
        assert "Nothing needs you today" in words(other.get("/"))
        assert "watchdog scan" in words(other.get("/subscriptions"))
        assert "Nothing waits for your eyes" in words(other.get("/review"))


# -- the secret calendar ---------------------------------------------------------------------------


def test_the_calendar_is_served_at_its_secret_address_alone(board: Dashboard) -> None:
    feed = board.get(f"/calendar/{board.keys.calendar}.ics", session="")
    assert feed.status == 200
    assert feed.headers["content-type"].startswith("text/calendar")
    entries = Calendar.from_ical(feed.text).walk("VEVENT")
    titles = [str(one["summary"]) for one in entries]
    assert any("Netflix Standard, 17.99 USD" in one for one in titles)
    assert any(one.startswith("Last safe day to cancel") for one in titles)
    for wrong in ("0" * 64, board.keys.sign_in, board.keys.calendar[:-1], "..%2f"):
        answer = board.get(f"/calendar/{wrong}.ics", session="")
        assert answer.status in (401, 404)
        assert "BEGIN:VCALENDAR" not in answer.text


def test_a_calendar_of_titles_names_no_amount_and_no_place(board: Dashboard) -> None:
    settings = WebSettings(listen="127.0.0.1:8377", calendar="titles")
    with serve(board.setting, settings) as other:
        told = other.get(f"/calendar/{other.keys.calendar}.ics", session="").text
    assert "Netflix Standard" in told
    assert "USD" not in told
    assert "Bought at" not in told


def test_the_address_of_the_calendar_is_printed_and_renewed(door: Door) -> None:
    door.home.mkdir(mode=0o700)
    first = door("calendar", "--url")
    assert re.fullmatch(r"http://127\.0\.0\.1:8377/calendar/[0-9a-f]{64}\.ics\n", first.out)
    assert "serve = true" in first.err
    assert door("calendar", "--url").out == first.out
    assert door("calendar", "--new-url").out not in ("", first.out)


# -- the command and the daemon --------------------------------------------------------------------


def test_links_are_printed_and_sessions_ended(door: Door) -> None:
    door.home.mkdir(mode=0o700)
    link = door("web", "--link").out
    assert re.fullmatch(r"http://127\.0\.0\.1:8377/sign-in\?pass=[\w.-]+\n", link)
    keys = load_keys(door.home / "web-keys.json")
    assert "signed out" in door("web", "--sign-out").out
    assert load_keys(door.home / "web-keys.json").sign_in != keys.sign_in
    assert door("web", "--sign-out", "--link").code == 2


def test_a_taken_port_is_said_in_words(board: Dashboard) -> None:
    with pytest.raises(WebProblem, match=r"in use; if the daemon serves .* watchdog web --link"):
        open_socket(WebSettings(listen=f"127.0.0.1:{board.port}"))


def test_without_a_ledger_nothing_listens(door: Door) -> None:
    door.home.mkdir(mode=0o700)
    ended = door("web")
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "scan" in ended.err


def test_the_daemon_serves_it_while_it_watches(board: Dashboard) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = WebSettings(listen=f"127.0.0.1:{port}", serve=True)
    config = msgspec.structs.replace(board.setting.config_or_default(), web=settings)
    setting = msgspec.structs.replace(board.setting, settled=config)
    with beside(setting, board.ledger):
        guest = Dashboard(setting, board.ledger, port)
        guest.sign_in()
        assert "5 things need you now" in words(guest.get("/"))
    assert not [one for one in threading.enumerate() if one.name == "dashboard"]
    with beside(board.setting, board.ledger):  # not asked for
        assert not [one for one in threading.enumerate() if one.name == "dashboard"]


def test_a_dashboard_that_cannot_be_served_does_not_stop_the_daemon(
    board: Dashboard, caplog: pytest.LogCaptureFixture
) -> None:
    settings = WebSettings(listen=f"127.0.0.1:{board.port}", serve=True)
    config = msgspec.structs.replace(board.setting.config_or_default(), web=settings)
    with beside(msgspec.structs.replace(board.setting, settled=config), board.ledger):
        assert "no dashboard: " in caplog.text


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"listen": "8377"}, "listen: must be a host and a port"),
        ({"listen": "127.0.0.1:0"}, "listen: must be a host and a port"),
        ({"listen": "0.0.0.0:8377"}, "can be reached from other computers"),
        ({"listen": "192.0.2.7:8377"}, "can be reached from other computers"),
        ({"address": "watchdog.example.org"}, "address: must be an address such as"),
        ({"address": "http://watchdog.example.org"}, "address: must begin with https://"),
        ({"address": "https://me:secret@example.org"}, "address: must be an address such as"),
    ],
)
def test_settings_that_would_leak_are_refused(settings: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        msgspec.convert(settings, WebSettings)


def test_the_script_is_what_its_authors_made() -> None:
    readme = (files("watchdog.web.static") / "README.md").read_text(encoding="utf-8")
    assert sha256((files("watchdog.web.static") / HTMX).read_bytes()).hexdigest() in readme


def test_only_who_serves_pays_for_the_server() -> None:
    program = (
        "import sys; from watchdog.cli.app import whole_app; import watchdog.daemon.daemon;"
        "print(sorted({'starlette', 'uvicorn', 'h11'} & set(sys.modules)))"
    )
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ended.stdout == "[]\n"


# -- hostile mail ----------------------------------------------------------------------------------


def test_pages_hold_hostile_words(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    fill(home / "ledger.sqlite3")
    with serve(Setting(home=home, settled=Config(), clock=lambda: NOW)) as other:
        other.sign_in()
        listed = subscriptions(other)
        names = sorted(set(re.findall(r"/subscriptions/\w{7}", listed)))
        assert len(names) >= len(WORDS)
        mails = re.findall(r"/mails/[^\"]+", other.get(names[0]).text)[:2]
        for path in ("/", "/subscriptions", "/review", "/said", "/search?q=pay", *names, *mails):
            page = other.get(path)
            assert page.status == 200, path
            is_page_of_the_dashboard(page.text)


def is_page_of_the_dashboard(page: str) -> None:
    """What it is made of is ours, its links lead to itself or to the catalogue's hosts."""
    ours = re.sub(r'<script src="/static/htmx-\w+\.js" defer></script>', "", page)
    ours = re.sub(r'href="/(?!/)|action="/(?!/)', 'href="#', ours)
    ours = ours.replace('<link rel="icon" href="data:,">', "")
    ours = re.sub(r"</?(?:form|input|button|label|select|option|link)\b", "<p", ours)
    is_our_page(ours)


def test_addresses_tell_nothing_of_what_is_bought(board: Dashboard) -> None:
    paths = set(re.findall(r'href="(/subscriptions/[^"]+)"', subscriptions(board)))
    assert len(paths) == 8
    assert all(re.fullmatch(r"/subscriptions/[0-9a-f]{7}", path) for path in paths)


def test_it_is_mine_or_no_subscription_is_kept_and_can_be_taken_back(clean: Dashboard) -> None:
    path = subscription(clean, "Netflix Standard")
    assert "you hear no more of: Price went up (" in words(clean.get(path))
    answer = clean.post(f"{path}/wanted", {}, page=path)
    assert answer.status == 303
    assert "is yours and wanted" in words(clean.get(answer.headers["location"]))
    given = {"back": "/subscriptions"}
    answer = clean.post(f"{path}/none", given, page=path)
    assert answer.status == 303
    assert [one.kind for one in clean.ledger.statements()][-2:] == [
        StatementKind.CONFIRMED,
        StatementKind.NOT_A_SUBSCRIPTION,
    ]
    assert answer.headers["location"].startswith("/subscriptions?said=")
    told = words(clean.get(answer.headers["location"]))
    assert "is no subscription" in told
    assert "Netflix" not in words(clean.get("/subscriptions"))
    assert clean.get(path).status == 404


def test_a_bill_in_the_list_leads_to_where_it_is_paid(tmp_path: Path) -> None:
    ask = ("Hello Pat,", "Please pay £75.00 by bank transfer.", ("Due date", "20 November 2026"))
    sweep = "Marlow Chimneys <office@marlowchimneys.example>"
    sent = letter("Invoice 4411", TODAY - timedelta(days=10), *ask, sender=sweep)
    with serve(demo_home(tmp_path / "home", sent)) as board:
        board.sign_in()
        path = subscription(board, "Marlow Chimneys")
        assert f'href="{path}#bill">I paid it' in board.get("/").text
