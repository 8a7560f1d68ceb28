"""The catalogue against the fact sheets it was made from, field by field, where those are at hand.

Nothing of the sheets is kept here but numbers and the names of fields; they lie beside the
repository, and who has none skips this.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.rigs.dashboard import Dashboard, demo_home, serve
from tests.rigs.door import Door
from tests.test_every_fix import fixes, lines
from tests.test_fixes import subscription
from tests.test_letters import drafted
from watchdog.catalog import Service, Sourced, load_catalog
from watchdog.fixes import Draft, LetterKind

_FOUND = (one / "shared" / "facts" for one in Path(__file__).resolve().parents)
SHEETS = next((one for one in _FOUND if (one / "services.json").is_file()), None)
pytestmark = pytest.mark.skipif(SHEETS is None, reason="the fact sheets are not beside this tree")

CATALOG = load_catalog()
# Who says so, by the letters of the sheets; D (a developer's list) and U (nobody) have no word.
SURE = {"O": "official", "P": "repeated", "M": "mail", "T": "guide", "S": "guide"}
UNTOLD = {"D", "U"}
PLACE_OF = {"partner": "carrier"}
# Other doors of a place, told in its steps or traps: a trial, Samsung, an add-on inside Hulu.
NO_PLACES = {"direct_trial", "samsung", "hulu_addon"}
# What is a place of its own in the sheet of channels.
MORE_PLACES = {
    "amazon_prime": {"amazon"},
    "kindle_unlimited": {"amazon"},
    "microsoft_365": {"microsoft"},
    "xbox_game_pass": {"microsoft"},
    "patreon": {"patreon"},
    "substack": {"direct", "substack"},
}
FROM_CHANNELS = {"substack", "patreon", "amazon_prime"}  # their rules stand there, too
# Days that the sheets give in words: "24 hours", "one day", "35 days early", "about a month".
LEAD_DAYS = {"hbo_max": 1, "openai_chatgpt": 1, "anthropic_claude": 1, "strava": 1}
EARLY_DAYS = {"hbo_max": 2, "norton": 35, "mcafee": 31}
ARREARS = {"patreon", "aws", "digitalocean"}
# Rules of the sheets that stand elsewhere: as law, in a trap, or as a rule of the place.
_ELSEWHERE = {
    ("coursera", "direct", 14): "law: the EU's right to withdraw",
    ("coursera", "direct", 0): "trap: what was bought with Financial Aid",
    ("spotify", "direct", 0): "trap: gift cards and partners",
    ("hbo_max", "samsung", None): "trap: billed by Samsung",
    ("amazon_prime", "direct", None): "trap: a settlement in the US",
    ("adobe_cc", "direct", 0): "what is said once the 14 days are over",
    ("microsoft_365", "retail", 0): "trap: codes from shops",
    ("xbox_game_pass", "retail", 0): "trap: codes from shops",
    ("openai_chatgpt", "direct", 0): "the 14 days for charges by accident",
    ("edx", "direct", None): "trap: boot camps",
    ("skillshare", "direct", 7): "condition: what began before April 2025",
    ("skillshare", "direct", 0): "condition: trials of 14 days and more",
    ("calm", "direct", 0): "trap: lifetime, gift cards, family",
    ("calm", "apple", 30): "Apple decides; the 30 days are its condition",
    ("nytimes", "direct", 0): "condition: more than 30 days left",
    ("playstation_plus", "direct", None): "the 14 days of which guides disagree",
    ("udemy", "apple", None): "trap: bought in the app",
}
# Windows of ours beside the sheets' fields: given there in the words of a condition.
_IN_WORDS = {
    ("calm", "google_play", 30),
    ("openai_chatgpt", "direct", 14),
    ("playstation_plus", "direct", 14),
    ("calm", "apple", None),
}
_URL = re.compile(r"https?://\S+")


@cache
def sheet(name: str) -> dict[str, Any]:
    assert SHEETS is not None
    told: dict[str, Any] = json.loads((SHEETS / f"{name}.json").read_text(encoding="utf-8"))
    return told


@cache
def by_service() -> dict[str, dict[str, Any]]:
    """What the sheets say of each service that they know."""
    return {one["id"]: one for one in sheet("services")["services"]} if SHEETS else {}


# What has come since, from other sources, no sheet can tell.
SERVICES = [one for one in CATALOG.services.values() if one.id in by_service()]


def about(service: Service) -> dict[str, Any]:
    return by_service()[service.id]


def told(fact: dict[str, Any]) -> bool:
    return fact.get("ev") not in UNTOLD and not str(fact.get("certainty", "")).startswith("U")


def of_sheet(fact: object) -> Iterator[str]:
    """The words of a sheet, without what nobody has said for sure."""
    if isinstance(fact, dict):
        for key, inner in fact.items() if told(fact) else ():
            if key not in {"src", "sources", "ev", "senders", "senders_detail", "confidence"}:
                yield from of_sheet(inner)
    elif isinstance(fact, list):
        for inner in fact:
            yield from of_sheet(inner)
    elif fact is not None:
        yield str(fact)


def facts(service: Service) -> Iterator[Sourced]:
    """All that we say of a service and that somebody has to have said."""
    yield from (one for one in service.channels.values() if one.steps or one.url)
    yield from (*service.refunds, *service.traps, *service.commitments)
    more = (service.pause, service.downgrade, service.trial if service.trial.days else None)
    yield from (one for one in more if one is not None)


def words(service: Service) -> Iterator[str]:
    for route in service.channels.values():
        yield from (*route.steps, *route.trial_steps, *route.notes)
    for rule in service.refunds:
        yield from (*rule.conditions, rule.route or "", rule.after or "", str(rule.window_days))
    yield from (one.text for one in service.traps)
    yield from (one.text for one in service.commitments)
    yield from (*map(str, service.trial.days), service.trial.note)
    if service.pause:
        yield from (service.pause.how, service.pause.note, *map(str, service.pause.months))
    if service.downgrade:
        yield from (service.downgrade.how, service.downgrade.note)


def numbers(texts: Iterable[str]) -> set[str]:
    plain = " ".join(_URL.sub("", one) for one in texts)
    for word, digits in (("half", "50"), ("one or two", "1 to 2")):
        plain = plain.replace(word, digits)
    return {one.lstrip("0") or "0" for one in re.findall(r"\d+", plain)}


def test_every_service_of_the_sheets_is_in_the_catalogue() -> None:
    assert by_service().keys() <= CATALOG.services.keys()


def each_service(test: Any) -> Any:
    return pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.id)(test)


@each_service
def test_sold_where_somebody_has_seen_it_sold(service: Service) -> None:
    known = about(service)
    sold = {
        PLACE_OF.get(place, place)
        for place, how in known["channels"].items()
        if told(how) and place not in known["channels_unverified"] and place not in NO_PLACES
    }
    assert set(service.sold_at) == sold | MORE_PLACES.get(service.id, set())


@each_service
def test_steps_are_those_that_somebody_has_told(service: Service) -> None:
    for place, how in about(service)["channels"].items():
        route = service.channels.get(place)
        if place == "direct" and service.id != "substack":
            assert bool(route and route.steps) == told(how), place
        if route and route.steps and service.id != "substack":
            assert route.sure == SURE[how["ev"]], place


@each_service
def test_trials(service: Service) -> None:
    known = about(service)
    days = known["trials_days"] if known.get("trial_ev") not in UNTOLD else []
    assert list(service.trial.days) == days
    assert service.trial.lead_days == (1 if service.id == "coursera" else 0)
    letter = known.get("trial_ev") or known.get("trial_rule", {}).get("ev")
    assert not days or service.trial.sure == SURE[letter]


@each_service
def test_pauses(service: Service) -> None:
    pause = about(service)["pause"]
    offered = bool(pause.get("ev")) and told(pause) and pause.get("note") != "no pause"
    if service.id == "netflix":  # an old page, not confirmed: a trap says so
        assert service.pause is None
    elif service.id != "substack":  # the sheet of channels tells of it
        assert (service.pause is not None) == offered
    if service.pause and service.id != "substack":
        assert list(service.pause.months) == pause["months"]
        assert service.pause.sure == SURE[pause["ev"]]


@each_service
def test_refunds(service: Service) -> None:
    """Every rule of the sheet is one of ours with its window and who says so, and the other way."""
    place_of = {"sepa": "direct"}
    theirs = {
        (service.id, place_of.get(one["channel"], one["channel"]), one["window_days"]): one["ev"]
        for one in about(service)["refunds"]
        if told(one)
    }
    ours = {(service.id, one.channel, one.window_days): one.sure for one in service.refunds}
    store = {"apple": None, "google_play": 2, "amazon": None}
    for rule, letter in theirs.items():
        _, place, days = rule
        general = place in store and days == store[place]  # the rule of the place says it
        if rule not in _ELSEWHERE and not (general and rule not in ours):
            assert rule in ours
        if rule in ours and rule not in _ELSEWHERE and rule not in _IN_WORDS:
            letters = {one["ev"] for one in about(service)["refunds"] if told(one)}
            assert ours[rule] in {SURE[one] for one in (letter, *letters)}
    if service.id not in FROM_CHANNELS:
        assert set(ours) <= set(theirs) | _IN_WORDS


@each_service
def test_days_of_bills(service: Service) -> None:
    billing = service.billing
    assert service.lead_days == LEAD_DAYS.get(service.id, 0)
    assert billing.early_days == EARLY_DAYS.get(service.id, 0)
    assert billing.arrears == (service.id in ARREARS)
    assert billing.notice_days == 0
    assert bool(billing.autocancel_lag_days) == (service.id == "coursera")
    said = " ".join(of_sheet(about(service))).casefold()
    if service.id in LEAD_DAYS:
        assert "24 hours" in said
    if service.id in {"hbo_max", "norton"}:
        assert str(billing.early_days) in said
    if service.id in ARREARS - {"patreon"}:
        assert "by use" in said


@each_service
def test_no_number_that_no_sheet_gives(service: Service) -> None:
    theirs = numbers(of_sheet(about(service))) | {"0", "None"}
    if service.id in FROM_CHANNELS:
        theirs |= numbers(of_sheet(sheet("channels")))
    mails = about(service).get("mail_schedule")
    assert numbers(words(service)) <= theirs | numbers(of_sheet(mails))


@each_service
def test_no_number_of_a_rule_is_left_out(service: Service) -> None:
    known = about(service)
    rules = [one["window_days"] for one in known["refunds"] if told(one) and one["window_days"]]
    traps = numbers(one["text"] for one in known["gotchas"] if told(one))
    # In the general steps of a place, in the name, in a price; what a reader has to know.
    general = {"24", "48", "365", "360", "33", "97", "87", "10", "5", "4"}
    ours = numbers(words(service)) | numbers([service.name])
    places = [CATALOG.channels[place] for place in service.sold_at]
    elsewhere = {one.refund.window_days for one in places if one.refund}
    assert traps - general <= ours
    assert all(str(days) in ours or days in elsewhere for days in rules)


@each_service
def test_sources_are_those_of_the_sheet(service: Service) -> None:
    """An address that we name is one of the service's own sources, of its places, or of all."""
    everywhere = {*sheet("services")["source_index"].values()}
    theirs = " ".join([*everywhere, *(one["ref"] for one in about(service)["sources"])])
    theirs += json.dumps([about(service), sheet("channels")])
    for one in facts(service):
        assert one.source is not None
        address = _URL.match(one.source)
        assert not address or _core(one.source) in theirs, one.source


def _core(address: str) -> str:
    """What of an address every sheet writes alike: without the words after a number of a page."""
    bare = address.removeprefix("https://").removeprefix("www.").removeprefix("github.com/")
    page = re.match(r"support\.(?:substack|patreon)\.com/hc/en-us/articles/(\d+)", bare)
    return page[1] if page else bare.rstrip("/")


# -- places and law --------------------------------------------------------------------------------

CHANNELS = {
    "apple": "apple_app_store",
    "carrier": "carrier_billing",
    "lemonsqueezy": "lemon_squeezy",
}


@pytest.mark.parametrize("place", sorted(set(CATALOG.channels) - {"direct"}))
def test_places(place: str) -> None:
    ours = CATALOG.channels[place]
    known = next(
        one for one in sheet("channels")["channels"] if one["channel"] == CHANNELS.get(place, place)
    )
    cancel, refund, pause = known["cancel"], known["refund"], known["pause"]
    assert bool(ours.steps) == (cancel["certainty"] != "U")
    unsure_refund = refund["certainty"].startswith("U")
    assert (ours.refund is None) == unsure_refund
    assert ours.refund is None or ours.refund.window_days == refund["window_days"]
    offered = pause["certainty"] != "U" and pause["available"] is not False
    assert bool(ours.pause) == offered
    said = json.dumps([sheet("channels"), sheet("services")])
    for url in (ours.url, ours.refund.url if ours.refund else None):
        assert url is None or _core(url) in said
    traps = [one.text for one in ours.traps]
    lines = [*ours.steps, *ours.notes, *ours.does_not_cancel, ours.pause or "", *traps]
    theirs = numbers(of_sheet([known, sheet("services")["processors_and_stores"]]))
    # What a guide or a service says of the place.
    theirs |= numbers(["24 hours ahead", "one or two days"])
    assert numbers(lines) <= theirs


LAW = {
    "eu_free_trial": "eu_sofatutor",
    "de_cancel_button": "de_kuendigungsbutton",
    "de_cancel_button_missing": "de_button_missing",
    "de_cancel_button_no_login": "de_button_nologin",
    "sepa_8_weeks": "sepa_8w",
    "sepa_13_months": "sepa_13m",
    "uk_withdrawal_14": "uk_ccr_14",
    "uk_subscription_rules_planned": "uk_dmcc_2027",
    "uk_direct_debit_guarantee": "uk_dd_guarantee",
    "us_click_to_cancel_void": "us_ftc_rule",
    "us_california_renewals": "us_ca_arl",
    "us_new_york_renewals": "us_ny",
    "us_stop_payment": "us_reg_e_stop",
    "us_unauthorised_debit_60": "us_reg_e_60",
    "us_credit_card_error_60": "us_fcba_60",
    "us_three_days": "us_state_3day",
    "mastercard_4853": "mc_4853",
    "apple_chargeback": "dispute_apple",
}


def test_all_law_that_somebody_has_told_and_no_other() -> None:
    known = {one["id"]: one for one in sheet("services")["law"] if told(one)}
    assert {LAW.get(name, name) for name in CATALOG.law} == set(known)


@pytest.mark.parametrize("name", sorted(CATALOG.law))
def test_law(name: str) -> None:
    ours = CATALOG.law[name]
    known = next(one for one in sheet("services")["law"] if one["id"] == LAW.get(name, name))
    assert ours.days == known.get("days")
    assert ours.sure == SURE[known["ev"]]
    assert ours.since is None or str(ours.since.year) in json.dumps(known)
    assert numbers([ours.rule]) <= numbers(of_sheet(known)) | {"2023"}
    index = sheet("services")["source_index"]
    theirs = " ".join([*known["src"], *(index.get(key, "") for key in known["src"])])
    assert not _URL.match(ours.source or "") or (ours.source or "") in theirs


# -- what nobody has said for sure -----------------------------------------------------------------


def unsure(service: Service) -> set[str]:
    """Words that only facts marked D or U have: whole texts, and addresses."""
    said = " \n".join(of_sheet([sheet("services"), sheet("channels")])).casefold()
    found: set[str] = set()
    for one in _marked([about(service), sheet("channels")]):
        for key in ("text", "note", "notes", "condition", "how", "route"):
            if isinstance(one.get(key), str) and one[key].count(" "):
                found.add(one[key].casefold())
        found |= {step.casefold() for step in one.get("steps", ())}
        if one.get("url"):
            found.add(one["url"].casefold())
    return {one for one in found if one not in said}


def _marked(fact: object) -> Iterator[dict[str, Any]]:
    if isinstance(fact, dict):
        if not told(fact):
            yield fact
        elif fact.get("url_ev") in UNTOLD:
            yield {"url": fact["url"]}
        for inner in fact.values():
            yield from _marked(inner)
    elif isinstance(fact, list):
        for inner in fact:
            yield from _marked(inner)


def test_there_is_something_to_keep_to_ourselves() -> None:
    assert sum(len(unsure(one)) for one in SERVICES) > 20


def letters(service: Service) -> Iterator[str]:
    sub = subscription(merchant=service.id, channel="direct", plan=None)
    for kind in LetterKind:
        for language in ("en", "de"):
            for found in (None, "charge_after_cancellation", "trial_converted"):
                draft = drafted(kind, found, sub, language)
                if isinstance(draft, Draft):
                    yield f"{draft.subject}\n{draft.text}"


@each_service
def test_what_nobody_has_said_for_sure_is_told_by_no_fix_and_no_letter(service: Service) -> None:
    secrets = unsure(service)
    for kind, fix in fixes(service):
        said = " \n".join([*lines(fix), fix.url or "", fix.letter or ""])
        said += fix.refund.url or "" if fix.refund else ""
        assert not [one for one in secrets if one in said.casefold()], kind
        assert "unsourced" not in said.casefold()
    for letter in letters(service):
        assert not [one for one in secrets if one in letter.casefold()]


def test_nor_by_the_catalogue_the_commands_or_the_dashboard(
    door: Door, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = demo_home(tmp_path_factory.mktemp("sheets") / "home")
    with serve(home) as board:
        board.sign_in()
        for service in SERVICES:
            secrets = unsure(service)
            for said in everywhere(service, door, board):
                assert not [one for one in secrets if one in said.casefold()], service.id


def everywhere(service: Service, door: Door, board: Dashboard) -> Iterator[str]:
    """What `catalog show`, `fix` and the pages say of a service at each place."""
    for shown in (("catalog", "show", service.id), ("catalog", "show", service.id, "--json")):
        yield printed(door, *shown)
    for place in service.sold_at:
        yield printed(door, "fix", service.id, "--channel", place)
    yield board.get(f"/catalog/{service.id}").text


def printed(door: Door, *command: str) -> str:
    ended = door(*command)
    assert ended.code == 0, ended.err
    assert ended.out
    return ended.out
