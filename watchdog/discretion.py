"""How much of a finding a notification says: lock screens and chat services are read by others."""

from msgspec.structs import replace

from watchdog.degrees import Privacy
from watchdog.language import marked, say, translated
from watchdog.notifications import Notification, title_of

_SETTLED = marked("Something is settled")


def spoken(notice: Notification, privacy: Privacy) -> Notification:
    """The notice in the words that such a target may have."""
    if privacy is Privacy.FULL:
        return notice
    if privacy is Privacy.NONE:
        return replace(
            notice,
            title=say("Something needs you"),
            body=say("What it is: watchdog report"),
            brief="",
        )
    about = f"watchdog explain {notice.finding}" if notice.finding else "watchdog report"
    lines = [
        one for one in (notice.brief, say("Whom it is about: {command}", command=about)) if one
    ]
    title = title_of(notice.kind) if notice.kind else translated(_SETTLED)
    return replace(notice, title=title, body="\n".join(lines))
