"""The user's word in plain words, for evidence and for the list of what was said."""

from watchdog.language import said_day, say
from watchdog.timeline.facts import Statement, StatementKind


def clause(statement: Statement, whom: str) -> str:
    """What was said, to stand after "that"; `whom` is the merchant, or "it"."""
    on = say(" on {day}", day=said_day(statement.on)) if statement.on else ""
    until = say(" until {day}", day=said_day(statement.until)) if statement.until else ""
    whom = say("it") if whom == "it" else whom
    about = statement.about or statement.finding or ""
    if statement.plan:
        whom = f"{whom}, {statement.plan},"
    place, signed, since = _place(statement), _signed(statement), _since(statement)
    one, other = statement.other, statement.subscription
    return {
        StatementKind.CANCELED: say(
            "you cancelled {what}{on}{place}", what=whom, on=on, place=place
        ),
        StatementKind.PAUSED: say(
            "{what} is paused{since}{until}{place}",
            what=whom,
            since=since,
            until=until,
            place=place,
        ),
        StatementKind.NOTED: f"{about}{on}",
        StatementKind.CONFIRMED: say("{what} is yours and wanted", what=whom),
        StatementKind.NOT_A_SUBSCRIPTION: say("{what} is no subscription", what=whom),
        StatementKind.MERGED: say("{one} is the same as {other}", one=one, other=other),
        StatementKind.DISMISSED: say("you want to hear no more of this: {what}", what=about),
        StatementKind.SNOOZED: say(
            "you want to hear no more of this{until}: {what}", until=until, what=about
        ),
        StatementKind.TRUSTED: say(
            "mail of {somebody}, {signed}, is genuine", somebody=about, signed=signed
        ),
        StatementKind.REVIEWED: say("a mail was read wrongly"),
        StatementKind.PAID: say("you paid the bill of {what}{on}", what=whom, on=on),
    }[statement.kind]


def noted(what: str) -> str:
    """The answer to a word that was kept."""
    return say("Noted: {what}. (watchdog undo takes it back.)", what=what)


def sentence(statement: Statement) -> str:
    """The same as evidence: who said it, when, and what about the subscription at hand."""
    day = said_day(statement.said_at.date())
    return say("You said on {day} that {what}", day=day, what=clause(statement, "it"))


def _since(statement: Statement) -> str:
    return say(" from {day}", day=said_day(statement.on)) if statement.on else ""


def _signed(statement: Statement) -> str:
    if statement.note:
        return say("signed by {domain}", domain=statement.note)
    return say("which nobody signed")


def _place(statement: Statement) -> str:
    if statement.channel is None:
        return ""
    name = (
        say("web") if statement.channel == "direct" else statement.channel.replace("_", " ").title()
    )
    return f" ({name})"
