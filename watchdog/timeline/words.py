"""The user's word in plain words, for evidence and for the list of what was said."""

from watchdog.timeline.facts import Statement, StatementKind


def clause(statement: Statement, whom: str) -> str:
    """What was said, to stand after "that"; `whom` is the merchant, or "it"."""
    on = f" on {statement.on.isoformat()}" if statement.on else ""
    until = f" until {statement.until.isoformat()}" if statement.until else ""
    about = statement.about or statement.finding or ""
    if statement.plan:
        whom = f"{whom}, {statement.plan},"
    return {
        StatementKind.CANCELED: f"you cancelled {whom}{on}{_place(statement)}",
        StatementKind.PAUSED: f"{whom} is paused{_since(statement)}{until}{_place(statement)}",
        StatementKind.NOTED: f"{about}{on}",
        StatementKind.CONFIRMED: f"{whom} is yours and wanted",
        StatementKind.NOT_A_SUBSCRIPTION: f"{whom} is no subscription",
        StatementKind.MERGED: f"{statement.other} is the same as {statement.subscription}",
        StatementKind.DISMISSED: f"you want to hear no more of this: {about}",
        StatementKind.SNOOZED: f"you want to hear no more of this{until}: {about}",
        StatementKind.TRUSTED: f"mail of {about}, {_signed(statement)}, is genuine",
        StatementKind.REVIEWED: "a mail was read wrongly",
    }[statement.kind]


def sentence(statement: Statement) -> str:
    """The same as evidence: who said it, when, and what about the subscription at hand."""
    return f"You said on {statement.said_at.date().isoformat()} that {clause(statement, 'it')}"


def _since(statement: Statement) -> str:
    return f" from {statement.on.isoformat()}" if statement.on else ""


def _signed(statement: Statement) -> str:
    return f"signed by {statement.note}" if statement.note else "which nobody signed"


def _place(statement: Statement) -> str:
    if statement.channel is None:
        return ""
    name = "web" if statement.channel == "direct" else statement.channel.replace("_", " ").title()
    return f" ({name})"
