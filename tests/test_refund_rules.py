"""Refunds where it gets difficult: which payment, plan and country; hours, working days."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from parsers.events import EventKind
from tests.test_fixes import fact, subscription
from watchdog.catalog import Payment, RefundRule, load_catalog
from watchdog.catalog.scope import rules_for
from watchdog.catalog.windows import last_day, safe_day, span
from watchdog.fixes.cases import case_of_service
from watchdog.fixes.model import Refund
from watchdog.fixes.refunds import judge_refund
from watchdog.timeline.facts import Fact
from watchdog.timeline.payment import payment_of
from watchdog.timeline.subscriptions import Subscription

CATALOG = load_catalog()
PAID_ON = date(2026, 6, 8)  # a Monday
FIRST, LATER, TRIAL = Payment.FIRST, Payment.RENEWAL, Payment.AFTER_TRIAL


def judged(
    service: str,
    *,
    day: int = 1,
    channel: str = "direct",
    plan: str | None = None,
    payment: Payment | None = None,
    country: str | None = None,
) -> Refund | None:
    """The verdict `day` days after the payment."""
    case = case_of_service(
        service,
        channel,
        plan=plan,
        catalog=replace(load_catalog(), country=country),
        today=PAID_ON + timedelta(days=day),
        charged_on=PAID_ON,
        said=(),
        trial=False,
    )
    return judge_refund(replace(case, payment=payment))


@pytest.mark.parametrize(
    ("service", "plan", "payment", "country", "day", "eligible", "says"),
    [
        # A yearly plan billed monthly costs half of the rest, once its first 14 days are over.
        ("adobe_cc", "annual_monthly", FIRST, None, 14, "maybe", "not one of the few"),
        ("adobe_cc", "annual_monthly", FIRST, None, 15, "no", "The 14 days after the payment"),
        ("adobe_cc", "annual_monthly", LATER, None, 1, "no", "only your first payment"),
        ("adobe_cc", None, FIRST, None, 1, "maybe", "your plan is not one of the few"),
        ("adobe_cc", "monthly", None, None, 1, "maybe", "it is your first payment"),
        # Working days: from Monday the 8th to Thursday the 11th.
        ("amazon_prime", None, FIRST, "US", 3, "maybe", "until 2026-06-11"),
        ("amazon_prime", None, FIRST, "US", 4, "maybe", "your first payment: no refund"),
        ("amazon_prime", None, LATER, "US", 4, "maybe", "no Prime benefit was used"),
        ("amazon_prime", None, LATER, "GB", 14, "maybe", "in the United Kingdom: until 2026-06-22"),
        ("amazon_prime", None, None, None, 1, "maybe", "in the United Kingdom"),
        # By country: OpenAI refunds Europeans, and others case by case.
        ("openai_chatgpt", None, FIRST, "DE", 14, "yes", ""),
        ("openai_chatgpt", None, FIRST, "DE", 15, "no", "ended on 2026-06-22"),
        ("openai_chatgpt", None, FIRST, "US", 1, "maybe", "charged by accident"),
        ("openai_chatgpt", None, FIRST, None, 1, "maybe", "in the EU: until 2026-06-22"),
        ("openai_chatgpt", None, LATER, "DE", 1, "maybe", "charged by accident"),
        (
            "linkedin_premium",
            None,
            LATER,
            "DE",
            1,
            "maybe",
            "in Germany: if it is not the first year",
        ),
        ("linkedin_premium", None, LATER, "NL", 1, "maybe", "in Denmark or the Netherlands"),
        ("linkedin_premium", None, LATER, "US", 50, "maybe", "SEPA direct debit"),
        ("linkedin_premium", None, LATER, "US", 57, "no", "no refund"),
        ("tinder", None, FIRST, "US-CA", 3, "maybe", "in one of some states"),
        ("tinder", None, FIRST, "US", 3, "maybe", "in one of some states"),
        ("tinder", None, FIRST, "KR", 7, "maybe", "in South Korea"),
        ("tinder", None, FIRST, "FR", 14, "yes", ""),
        ("tinder", None, LATER, "JP", 1, "maybe", "as a rule it does not refund"),
        ("godaddy", "annual", LATER, "BR", 3, "yes", ""),
        ("godaddy", "annual", LATER, "DE", 3, "maybe", "not one of the exceptions"),
        ("godaddy", "monthly", LATER, None, 1, "maybe", "not one of the exceptions"),
        # First payments, trials, renewals.
        ("skillshare", None, TRIAL, None, 30, "maybe", "the trial lasted 7 days"),
        ("skillshare", None, LATER, None, 1, "maybe", "SEPA"),
        ("masterclass", None, FIRST, None, 30, "yes", ""),
        ("masterclass", None, LATER, None, 1, "no", "Renewals are not refunded"),
        ("masterclass", None, None, None, 1, "maybe", "your first payment: until 2026-07-08"),
        ("norton", "annual", LATER, None, 60, "yes", ""),
        ("norton", "monthly", FIRST, None, 14, "yes", ""),
        ("norton", "monthly", LATER, None, 1, "no", "only your first payment"),
        ("microsoft_365", None, LATER, None, 1, "no", "only your first payment"),
        ("nordvpn", None, LATER, None, 1, "no", "only your first payment"),
        ("playstation_plus", None, LATER, None, 1, "maybe", "guides disagree"),
        ("squarespace", "annual", FIRST, None, 6, "maybe", "a domain has 5 days"),
        ("squarespace", "monthly", LATER, None, 1, "no", "Monthly plans"),
        ("wsj", "annual", LATER, None, 90, "maybe", "at least 30 days"),
        ("edx", None, None, None, 20, "maybe", "bundle"),
    ],
)
def test_verdicts(
    service: str,
    plan: str | None,
    payment: Payment | None,
    country: str | None,
    day: int,
    eligible: str,
    says: str,
) -> None:
    told = judged(service, day=day, plan=plan, payment=payment, country=country)
    assert told is not None
    assert told.eligible == eligible
    assert says in " ".join(told.conditions)


@pytest.mark.parametrize(
    ("service", "channel", "eligible", "until"),
    [
        ("netflix", "apple", "maybe", None),
        ("netflix", "carrier", "maybe", None),
        ("netflix", "roku", "maybe", None),
        ("netflix", "google_play", "maybe", 1),
        ("netflix", "paypal", "no", None),
        ("paramount_plus", "amazon", "maybe", None),
        ("calm", "google_play", "maybe", 30),
        ("expressvpn", "direct", "maybe", 29),
        ("expressvpn", "apple", "maybe", None),
        ("amazon_prime", "amazon", "maybe", 3),
        ("masterclass", "paypal", "maybe", 30),
    ],
)
def test_places(service: str, channel: str, eligible: str, until: int | None) -> None:
    told = judged(service, channel=channel)
    assert told is not None
    assert told.eligible == eligible
    assert told.until == (None if until is None else PAID_ON + timedelta(days=until))


@pytest.mark.parametrize(
    ("cadence", "verdict"),
    [("P1Y", "maybe"), (None, "maybe"), ("P1M", None)],
)
def test_a_rule_of_the_year_is_not_asked_about_where_receipts_are_monthly(
    cadence: str | None, verdict: str | None
) -> None:
    case = case_of_service(
        "calm",
        "direct",
        plan=None,
        catalog=load_catalog(),
        today=PAID_ON,
        charged_on=PAID_ON,
        said=(),
        trial=False,
    )
    told = judge_refund(replace(case, cadence=cadence))
    assert (str(told.eligible) if told else None) == verdict
    # A yearly plan that is billed by the month has a name of its own, and may be this one.
    adobe = rules_for(
        CATALOG.services["adobe_cc"], CATALOG.channels["direct"], None, CATALOG, cadence="P1M"
    )
    assert any("annual_monthly" in rule.plans for rule in adobe)


def test_after_the_window_the_fee_is_told() -> None:
    told = judged("adobe_cc", day=40, plan="annual_monthly", payment=FIRST)
    assert told is not None
    assert told.route is not None
    assert "half of what is left" in told.route


@pytest.mark.parametrize(
    ("days", "hourly", "working", "words", "last"),
    [
        (14, False, False, "14 days", date(2026, 6, 26)),
        (2, True, False, "48 hours", date(2026, 6, 14)),
        (30, True, False, "30 days", date(2026, 7, 12)),
        (3, False, True, "3 working days", date(2026, 6, 17)),  # over a weekend
    ],
)
def test_windows(days: int, *, hourly: bool, working: bool, words: str, last: date) -> None:
    friday = date(2026, 6, 12)
    rule = RefundRule(channel="direct", window_days=days, to_the_hour=hourly, working_days=working)
    assert span(rule) == words
    assert last_day(rule, friday) == last
    safe = last - timedelta(days=1) if hourly else last
    assert safe_day(rule, friday, friday) == safe
    assert safe_day(rule, friday, last) == last


def test_no_window_has_no_end() -> None:
    assert last_day(RefundRule(channel="apple"), PAID_ON) is None


def paid(*days: date) -> Subscription:
    sub = subscription()
    return replace(sub, charges=tuple(replace(sub.charges[0], on=day) for day in days))


def told(kind: EventKind, on: date) -> Fact:
    one = fact(None)
    return replace(one, event=replace(one.event, kind=kind, on=on))


@pytest.mark.parametrize(
    ("earlier", "kind", "before", "payment"),
    [
        (True, None, 0, LATER),
        (True, EventKind.TRIAL_STARTED, 7, LATER),
        (False, EventKind.TRIAL_STARTED, 7, TRIAL),
        (False, EventKind.TRIAL_ENDING, 1, TRIAL),
        (False, EventKind.TRIAL_STARTED, 400, None),
        (False, EventKind.SUBSCRIPTION_STARTED, 0, FIRST),
        (False, EventKind.SUBSCRIPTION_STARTED, 90, None),
        (False, EventKind.CANCELED, 1, None),
        (False, None, 0, None),
    ],
)
def test_which_payment_it_is(
    *, earlier: bool, kind: EventKind | None, before: int, payment: Payment | None
) -> None:
    days = (PAID_ON - timedelta(days=31), PAID_ON) if earlier else (PAID_ON,)
    facts = (told(kind, PAID_ON - timedelta(days=before)),) if kind else ()
    sub = replace(paid(*days), facts=facts)
    assert payment_of(sub.charges[-1], sub) is payment
    assert payment_of(None, sub) is None
