"""What fits one screen of a day: the report, what comes and what changed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta

import msgspec

from watchdog import text
from watchdog.degrees import Severity
from watchdog.language import marked, said_day, said_money, say, say_many
from watchdog.report import Bill, Health, Report, ToldFinding, ToldSubscription
from watchdog.timeline.subscriptions import OVER, Status, titled
from watchdog.upcoming import Upcoming
from watchdog.views.prices import PriceHistory

AHEAD_DAYS = 30
URGENCY = {
    Severity.ACT_NOW: marked("Act now"),
    Severity.SOON: marked("Soon"),
    Severity.INFO: marked("To know"),
}
_CHANGED_DAYS = 60
_FEW = 5
# What was due before that is paid, or was written about again; who names no day leaves time.
_BILL_DAYS, _UNDATED_DAYS = timedelta(days=30), timedelta(days=60)
_REMEMBERED = timedelta(days=60)  # for so long it is said that it is listed no more


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is otherwise than two months ago."""

    on: date
    subscription: str
    says: str


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """The report, with the next 30 days (`ahead`) and what is otherwise than two months ago."""

    report: Report
    now: datetime
    ahead: tuple[Upcoming, ...]
    changes: tuple[Change, ...]

    def told(self, severity: Severity) -> tuple[ToldFinding, ...]:
        """The findings of that severity, in the order of the report."""
        return tuple(one for one in self.report.findings if one.severity is severity)

    @property
    def trials(self) -> tuple[ToldSubscription, ...]:
        """The free trials that run, the one that ends first ahead."""
        return trials_of(self.report)

    @property
    def running(self) -> tuple[ToldSubscription, ...]:
        """What is not over, and is more than bills that somebody pays by hand."""
        return running_of(self.report)

    @property
    def bills(self) -> tuple[ToldSubscription, ...]:
        """Those with a bill that may still have to be paid, the one that is due first ahead."""
        return bills_of(self.report)

    @property
    def taken(self) -> tuple[ToldSubscription, ...]:
        """Those with a bill whose money will be taken by itself, the next one ahead."""
        return taken_of(self.report)

    @property
    def due(self) -> int:
        """How many of the bills to pay are due today, or were before."""
        return due_of(self.report)

    @property
    def ended(self) -> tuple[ToldSubscription, ...]:
        """What is over."""
        return tuple(one for one in self.report.subscriptions if one.status in OVER)

    @property
    def headline(self) -> str:
        """How much there is to do, in one line."""
        urgent, soon = len(self.told(Severity.ACT_NOW)), len(self.told(Severity.SOON))
        if needs := needs_you(urgent, self.due):
            return needs
        if soon:
            return say_many(
                "Nothing urgent, {number} thing to do soon",
                "Nothing urgent, {number} things to do soon",
                soon,
            )
        return say("Nothing needs you today")


def trials_of(report: Report) -> tuple[ToldSubscription, ...]:
    """The free trials that run, the one that ends first ahead."""
    found = [one for one in report.subscriptions if one.status is Status.TRIALING]
    return tuple(sorted(found, key=lambda one: one.trial_ends_on or date.max))


def running_of(report: Report) -> tuple[ToldSubscription, ...]:
    """What is not over, and is more than bills that somebody pays by hand."""
    return tuple(
        one for one in report.subscriptions if one.status not in OVER and not one.paid_by_hand
    )


def bills_of(report: Report) -> tuple[ToldSubscription, ...]:
    """Those with a bill that may still have to be paid, the one that is due first ahead."""
    return _by_day(report, lambda bill: not bill.collected)


def older_bills_of(report: Report) -> tuple[ToldSubscription, ...]:
    """Those with a bill to pay that is not listed any more, although nothing says that it was."""
    today = report.as_of
    gone = [
        one
        for one in report.subscriptions
        if one.bill and not one.bill.collected
        if _listed_until(one.bill) < today <= _listed_until(one.bill) + _REMEMBERED
    ]
    return tuple(sorted(gone, key=lambda one: one.name))


def taken_of(report: Report) -> tuple[ToldSubscription, ...]:
    """Those with a bill whose money will be taken by itself, the next one ahead."""
    today = report.as_of
    return _by_day(report, lambda bill: bool(bill.collected) and (bill.due_on or today) >= today)


def due_of(report: Report) -> int:
    """How many of the bills to pay are due today, or were before."""
    days = (one.bill.due_on for one in bills_of(report) if one.bill)
    return sum(day is not None and day <= report.as_of for day in days)


def needs_you(urgent: int, due: int) -> str:
    """How much cannot wait, and how many bills are due on this day; "" where there is neither."""
    said = []
    if urgent:
        words = say_many("{number} thing needs you now", "{number} things need you now", urgent)
        said.append(words)
    if due:
        words = say_many("{number} bill to pay is due", "{number} bills to pay are due", due)
        said.append(words)
    return say("; ").join(said)


def _by_day(report: Report, fits: Callable[[Bill], bool]) -> tuple[ToldSubscription, ...]:
    """Those with such a bill that is not long past, by the day on which it is due."""
    open_ = [
        (one.bill.due_on or one.bill.on, one)
        for one in report.subscriptions
        if one.bill and fits(one.bill) and _listed_until(one.bill) >= report.as_of
    ]
    return tuple(one for _, one in sorted(open_, key=lambda pair: (pair[0], pair[1].name)))


def _listed_until(bill: Bill) -> date:
    return bill.due_on + _BILL_DAYS if bill.due_on else bill.on + _UNDATED_DAYS


def build_glance(
    report: Report, ahead: tuple[Upcoming, ...], prices: Iterable[PriceHistory], *, now: datetime
) -> Glance:
    """What fits one screen: the report, what comes in AHEAD_DAYS and the steps of prices."""
    return Glance(report=report, now=now, ahead=ahead, changes=changes_of(report, prices))


def recent(prices: Iterable[PriceHistory], today: date) -> tuple[PriceHistory, ...]:
    """Those of which the last step is still news."""
    since = today - timedelta(days=_CHANGED_DAYS)
    return tuple(one for one in prices if one.steps[-1].on >= since)


def changes_of(report: Report, prices: Iterable[PriceHistory]) -> tuple[Change, ...]:
    """The steps in price, what is new, what ended and what was paid back, the newest first."""
    found = (*_new_prices(report, prices), *_came_and_went(report), *_came_back(report))
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _new_prices(report: Report, prices: Iterable[PriceHistory]) -> Iterator[Change]:
    for history in recent(prices, report.as_of):
        before, last = history.steps[-2], history.steps[-1]
        yield Change(
            on=last.on,
            subscription=history.subscription,
            says=say(
                "{what}: {old} became {new}",
                what=history.title,
                old=said_money(before.price),
                new=said_money(last.price),
            ),
        )


def _came_and_went(report: Report) -> Iterator[Change]:
    since = report.as_of - timedelta(days=_CHANGED_DAYS)
    running = running_of(report)
    fresh = {one.id for one in running if one.started_on is not None and one.started_on >= since}
    # Where nearly all is new, the mail is: nothing was there before to tell it from.
    tells_news = len(fresh) * 2 <= len(running) or len(fresh) <= _FEW
    for one in report.subscriptions:
        name = titled(one.name, one.plan, one.account)
        if one.canceled_on is not None and since <= one.canceled_on <= report.as_of:
            yield Change(
                on=one.canceled_on, subscription=one.id, says=say("{what} was cancelled", what=name)
            )
        elif tells_news and one.started_on is not None and one.id in fresh:
            yield Change(
                on=one.started_on, subscription=one.id, says=say("{what} is new", what=name)
            )


def _came_back(report: Report) -> Iterator[Change]:
    since = report.as_of - timedelta(days=_CHANGED_DAYS)
    for one in report.subscriptions:
        name = titled(one.name, one.plan, one.account)
        for back in one.paid_back:
            if since <= back.on <= report.as_of:
                words = say("{what} paid back {amount}", what=name, amount=said_money(back.amount))
                yield Change(on=back.on, subscription=one.id, says=words)


def freshness(health: Health, *, now: datetime, account: str | None = None) -> str:
    """How fresh it is: "looked 4 minutes ago at 2 of 2 mailboxes", and whose mail is here that is
    fetched no more; `account` is the only one of which is told, if it is one.
    """
    former = _former(health)
    if not health.mailboxes:
        return former or _never_fetched(account)
    return f"{_looked(health, now)}; {former}" if former else _looked(health, now)


def _former(health: Health) -> str:
    """The mailboxes that were taken out, each with the day until which it was read."""
    return "; ".join(
        say(
            "mail of {account} was read until {day}, then that mailbox was taken out",
            account=text.safe(one.account, 40),
            day=said_day(one.last_success_at.date()),
        )
        for one in health.former
    )


def _never_fetched(account: str | None) -> str:
    if account is None:
        return say("no mailbox is configured: this is mail that was read before")
    return say(
        "nothing is fetched for {account}: this is mail that was read before",
        account=text.safe(account),
    )


def _looked(health: Health, now: datetime) -> str:
    times = [box.last_success_at for box in health.mailboxes if box.last_success_at]
    heard = say("{heard} of {all} mailbox folders", heard=health.heard, all=len(health.mailboxes))
    if not times:
        return say("never looked yet: {folders} could be read", folders=heard)
    return say(
        "looked {time} ago, {folders} could be read", time=_ago(now - max(times)), folders=heard
    )


def _ago(passed: timedelta) -> str:
    minutes = max(0, int(passed.total_seconds() // 60))
    if minutes >= 1440:
        return say_many("{number} day", "{number} days", minutes // 1440)
    if minutes >= 60:
        return say_many("{number} hour", "{number} hours", minutes // 60)
    if minutes:
        return say_many("{number} minute", "{number} minutes", minutes)
    return say("less than a minute")


def shown_title(one: ToldSubscription) -> str:
    """What to call a subscription, safe to show."""
    return text.unlinked(titled(one.name, one.plan, one.account), 80) or say("(no name)")
