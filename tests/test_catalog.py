"""The catalogue: every file can be read, shows nothing without its source, and resolves names."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from parsers.domains import organisation
from parsers.merchants import fold, resolve
from watchdog.catalog import (
    CatalogError,
    Channel,
    Law,
    RefundRule,
    Route,
    Service,
    Sourced,
    Sure,
    load_catalog,
)
from watchdog.catalog.checking import faults
from watchdog.catalog.countries import is_country
from watchdog.catalog.loader import read_catalog

FOLDER = Path(__file__).parent.parent / "watchdog" / "catalog"
CATALOG = load_catalog()
SERVICES = list(CATALOG.services.values())
CHANNELS = list(CATALOG.channels.values())
ENTRIES: list[Service | Channel] = [*SERVICES, *CHANNELS]
# The places of purchase that the design names; nothing else is a channel.
PLACES = set(
    """direct apple google_play paypal amazon microsoft roku paddle fastspring lemonsqueezy patreon
    substack carrier""".split()
)
# Kinds of the design whose detections may come later: law may speak of them already.
PLANNED = {"new_subscription", "resubscribed_unexpectedly", "refund_window_closing"}
CHECKED_ON = date(2026, 11, 23)


def rules(entry: Service | Channel) -> tuple[RefundRule, ...]:
    if isinstance(entry, Service):
        return entry.refunds
    return (entry.refund,) if entry.refund else ()


def routes(entry: Service | Channel) -> Iterator[Route | Channel]:
    if isinstance(entry, Channel):
        yield entry
    else:
        yield from entry.channels.values()


def shown_urls(entry: Service | Channel) -> Iterator[str]:
    yield from (one.url for one in routes(entry) if one.url)
    yield from (rule.url for rule in rules(entry) if rule.url)


def shown_facts(entry: Service | Channel) -> Iterator[Sourced]:
    """Everything of an entry that users get to see and that somebody has to have said."""
    yield from (*rules(entry), *entry.traps)
    for one in routes(entry):
        trial = one.trial_steps if isinstance(one, Route) else ()
        if one.steps or trial or one.url:
            yield one
    if isinstance(entry, Service):
        yield from entry.commitments
        yield from (one for one in (entry.pause, entry.downgrade) if one)
        if entry.trial.days:
            yield entry.trial


def texts(entry: Service | Channel) -> Iterator[str]:
    yield from (trap.text for trap in entry.traps)
    for one in routes(entry):
        yield from (*one.steps, *one.notes)
    for rule in rules(entry):
        yield from (*rule.conditions, rule.route or "", rule.after or "")
    if isinstance(entry, Service):
        yield from (one.text for one in entry.commitments)
        for other in (entry.pause, entry.downgrade):
            yield from (other.how, other.note) if other else ()


def test_every_file_is_read() -> None:
    assert {f"{one.id}.toml" for one in SERVICES} == {
        f.name for f in (FOLDER / "services").iterdir()
    }
    assert len(SERVICES) >= 64
    assert set(CATALOG.channels) == PLACES
    assert CATALOG.law["visa_13_2"].days == CATALOG.law["mastercard_4853"].days == 120


def test_only_places_of_the_design_are_channels() -> None:
    named = {channel for one in SERVICES for channel in one.channels}
    named |= {rule.channel for one in ENTRIES for rule in rules(one)}
    assert named <= PLACES


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)
def test_nothing_is_shown_without_its_source_and_day(entry: Service | Channel) -> None:
    for one in shown_facts(entry):
        assert one.source, one
        assert one.verified_on is not None, one
        assert one.verified_on >= CHECKED_ON
        # A source is an address, or says in words what was read where no address is worth showing.
        address = urlsplit(one.source)
        assert address.scheme == "https" or "://" not in one.source
        assert address.scheme != "https" or "." in address.netloc


@pytest.mark.parametrize("entry", [*ENTRIES, *CATALOG.law.values()], ids=lambda one: one.id)
def test_what_nobody_confirmed_stays_out(entry: Service | Channel | Law) -> None:
    """A fact has to say who says so, and there is no word for a guess or a developer's list."""
    assert {one.value for one in Sure} == {"official", "repeated", "mail", "guide", "own"}
    told = [entry] if isinstance(entry, Law) else shown_facts(entry)
    assert all(one.sure not in (None, Sure.OWN) for one in told)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)
def test_every_address_belongs_to_the_company_it_stands_for(entry: Service | Channel) -> None:
    own = {organisation(domain) for domain in entry.domains}
    own |= {organisation(domain) for channel in CHANNELS for domain in channel.domains}
    for url in shown_urls(entry):
        parts = urlsplit(url)
        assert parts.scheme == "https"
        assert organisation(parts.hostname or "") in own, url


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)
def test_domains_are_registrable_ones(entry: Service | Channel) -> None:
    assert entry.domains or entry.id in {"direct", "carrier"}
    # Amazon's own domain under com.be, which the list of public suffixes does not know.
    domains = [domain for domain in entry.domains if domain != "amazon.com.be"]
    assert [organisation(domain) for domain in domains] == domains


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)
def test_texts_are_sentences_for_people(entry: Service | Channel) -> None:
    steps = [step for one in routes(entry) for step in one.steps]
    assert all(step.endswith(".") and step[0].isupper() for step in steps)
    assert all(text.count("{") == text.count("{service}") for text in texts(entry))
    assert not any(" > " in text for text in texts(entry))
    if isinstance(entry, Service):
        assert not any("{" in text for text in texts(entry))


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.id)
def test_rules_name_plans_that_exist(service: Service) -> None:
    plans = {plan.id for plan in service.plans}
    assert len(plans) == len(service.plans)
    assert {plan for rule in service.refunds for plan in rule.plans} <= plans
    assert not service.pause or set(service.pause.plans) <= plans


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.id)
def test_no_fault_is_found(service: Service) -> None:
    told = faults(service, channels=CATALOG.channels, groups=CATALOG.groups, owners=CATALOG.names())
    assert list(told) == []


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.id)
def test_countries_are_named_in_words_too(service: Service) -> None:
    assert all(bool(rule.countries) == bool(rule.where) for rule in service.refunds)


def test_law_holds_somewhere_and_for_something() -> None:
    kinds = set(tomllib.loads((FOLDER / "advice.toml").read_text(encoding="utf-8"))) | PLANNED
    for law in CATALOG.law.values():
        assert bool(law.countries) == bool(law.about)
        assert set(law.about) <= kinds, law.id
        assert all(code in CATALOG.groups or is_country(code) for code in law.countries), law.id
    assert all(is_country(code) for group in CATALOG.groups.values() for code in group)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)
def test_nobody_is_sent_to_the_telephone(entry: Service | Channel) -> None:
    for text in texts(entry):
        assert not re.search(r"\+?\d[\d ()/-]{6,}\d", re.sub(r"\d{4}-\d\d-\d\d", "", text)), text
        assert not re.search(
            r"\b(call|phone|ring) (us|them|customer|the)\b", text, re.IGNORECASE
        ), text


def test_no_name_belongs_to_two_services() -> None:
    owners: dict[str, set[str]] = {}
    for one in SERVICES:
        for name in (one.id.replace("_", " "), one.name, *one.aliases):
            owners.setdefault(fold(name), set()).add(one.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}
    assert "" not in owners


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("Spotify AB", "spotify"),
        ("Anthropic, PBC", "anthropic_claude"),
        ("Claude by Anthropic", "anthropic_claude"),
        ("Coursera: Learn career skills", "coursera"),
        ("Coursera, Inc.", "coursera"),
        ("Netflix International B.V.", "netflix"),
        ("Tinder Gold (Tinder Dating App: Date & Chat)", "tinder"),
        ("YouTube Premium (YouTube)", "youtube_premium"),
        ("YouTube TV", "youtube_tv"),
        ("Disney+", "disney_plus"),
        ("Max", "hbo_max"),
        ("Maxwell Tools", None),
        ("Coursework Example", None),
        ("Apple", None),
        ("Amazon", None),
        ("Google", None),
    ],
)
def test_names_on_receipts(name: str, service: str | None) -> None:
    assert resolve(name, CATALOG.names()) == service


@pytest.mark.parametrize(
    ("brand", "domain"),
    [
        ("netflix", "netflix.com"),
        ("norton 360", "norton.com"),
        ("nortonlifelock", "nortonlifelock.com"),
        ("paypal", "paypal.com"),
        ("coursera", "coursera.org"),
    ],
)
def test_brands_have_their_own_domains(brand: str, domain: str) -> None:
    protected = CATALOG.brand_domains()
    assert domain in protected[brand]
    assert "gmail.com" not in protected[brand]


def test_everyday_words_are_no_brands() -> None:
    words = {"norton", "apple", "calm", "medium", "zoom", "slack", "notion", "claude", "amazon"}
    assert not words & set(CATALOG.brand_domains())


@pytest.mark.parametrize(
    ("text", "cadence", "plan"),
    [
        ("Coursera Plus Monthly", None, "plus_monthly"),
        ("Coursera Plus (Annual)", None, "plus_annual"),
        ("Coursera Plus - Yearly subscription", "P1Y", "plus_annual"),
        ("Coursera Plus", "P1Y", "plus_annual"),
        ("Coursera Plus", "P30D", "plus_monthly"),
        ("Coursera Plus", None, None),
        ("Deep Learning Specialization", None, "specialization_monthly"),
        ("Deep Learning Specialization", "P1M", "specialization_monthly"),
        ("Google Data Analytics Professional Certificate", "P1M", "specialization_monthly"),
        ("Guided Project: Basics", None, "guided_project"),
        ("Some other thing", "P1M", None),
        (None, "P1M", None),
    ],
)
def test_plans_of_coursera(text: str | None, cadence: str | None, plan: str | None) -> None:
    found = CATALOG.plan_of("coursera", text, cadence)
    assert (found.id if found else None) == plan


def test_a_plan_without_names_is_known_by_its_cadence() -> None:
    annual = CATALOG.plan_of("norton", "Norton 360 Deluxe", "P1Y")
    assert annual is not None
    assert annual.id == "annual"
    assert CATALOG.plan_of("norton", "Norton 360 Deluxe", None) is None
    assert CATALOG.plan_of("nobody", "Anything", "P1Y") is None
    # A contract for a year, billed by the month, is not the plan that is paid for a year at once.
    assert CATALOG.plan_of("adobe_cc", "Creative Cloud Annual", "P1M") is None
    prepaid = CATALOG.plan_of("adobe_cc", "Creative Cloud Annual", "P1Y")
    assert prepaid is not None
    assert prepaid.id == "annual_prepaid"


@pytest.mark.parametrize(
    ("service", "text", "family"),
    [
        ("coursera", "Coursera Plus", "plus"),
        ("coursera", "Coursera Plus Monthly", "plus"),
        ("coursera", "Coursera Plus Annual", "plus"),
        ("coursera", "Deep Learning Specialization", "deep learning"),
        ("coursera", "Deep Learning Specialization (Monthly)", "deep learning"),
        ("coursera", "Data Analytics Professional Certificate", "data analytics"),
        ("coursera", "Coursera subscription", None),
        ("substack", "Example Letters", "example letters"),
        ("netflix", "Standard with ads", None),
        ("nobody", "Anything", None),
    ],
)
def test_families(service: str, text: str, family: str | None) -> None:
    assert CATALOG.family(service, text) == family


@pytest.mark.parametrize(
    ("service", "channel", "trial", "days"),
    [
        ("coursera", "direct", True, 1),
        ("coursera", "direct", False, 0),
        ("coursera", "apple", False, 1),
        ("nobody", "apple", True, 1),
        ("nobody", "paypal", False, 1),
        ("nobody", None, True, 0),
        (None, "google_play", True, 0),
        ("openai_chatgpt", "direct", False, 1),
    ],
)
def test_lead_days(service: str | None, channel: str | None, trial: bool, days: int) -> None:
    assert CATALOG.lead_days(service, channel, trial=trial) == days


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ('id = "x"\nname = "X"\ndomains = []\ncolour = "red"\n', "colour"),
        ('id = "x"\nname = "X"\ndomains = []\n[trial]\nlead_days = "one"\n', "trial.lead_days"),
        ('id = "y"\nname = "X"\ndomains = []\n', "'y'"),
        ('id = "x\n', "line 1"),
    ],
)
def test_an_error_names_the_file_and_the_key(tmp_path: Path, broken: str, told: str) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "x.toml").write_text(broken)
    with pytest.raises(CatalogError, match=r"x\.toml") as caught:
        read_catalog(tmp_path)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_kind_of_finding_has_a_way_to_be_told() -> None:
    """The advice for each detection, so that no fix falls back to bare steps by accident."""
    kinds = {path.stem for path in (FOLDER.parent / "detections").glob("*.py")} - {"__init__"}
    told = tomllib.loads((FOLDER / "advice.toml").read_text(encoding="utf-8"))
    assert kinds <= set(told)
