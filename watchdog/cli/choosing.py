"""What to read of a new mailbox: which folders, and how far back."""

from watchdog import text
from watchdog.cli.asking import Asker
from watchdog.cli.failures import UsageProblem
from watchdog.cli.proving import Given
from watchdog.language import said_count, say
from watchdog.trial import Found

_MOST_FOLDERS = 30
_LONGEST = 36525


def choose_folders(asker: Asker, given: Given, found: Found) -> tuple[str, ...]:
    """The folders that the options or the person name; raises UsageProblem."""
    if given.folders:
        missing = [one for one in given.folders if not found.has(one)]
        if missing:
            there = ", ".join(text.safe(one, 60) for one in found.folders[:10])
            raise UsageProblem(f"--folder: there is no {missing[0]!r}; give one of: {there}")
        return given.folders
    if len(found.folders) == 1:
        return found.folders
    if asker.someone:
        for number, name in enumerate(found.folders[:_MOST_FOLDERS], start=1):
            asker.tell(f"  {number:>2}  {text.safe(name, 70)}")
        if len(found.folders) > _MOST_FOLDERS:
            more = said_count(len(found.folders) - _MOST_FOLDERS)
            asker.tell(say("  and {number} more; any can be named", number=more))
    return asker.ask(
        say("Where do bills arrive? Numbers or names, with commas"),
        option="--folder",
        check=lambda answer: _chosen(answer, found),
        default=", ".join(found.suggested),
    )


def _chosen(answer: str, found: Found) -> tuple[str, ...]:
    """The folders of an answer such as "1, Bills"."""
    if found.has(answer):
        return (answer,)
    folders = found.folders
    words = [word.strip() for word in answer.split(",") if word.strip()]
    chosen = [
        folders[int(word) - 1]
        if word.isascii() and word.isdigit() and 0 < int(word) <= len(folders)
        else word
        for word in words
    ]
    unknown = [one for one in chosen if not found.has(one)]
    if unknown or not chosen:
        raise UsageProblem(
            f"there is no folder {text.safe(', '.join(unknown), 80)!r}; give one of those above"
        )
    return tuple(dict.fromkeys(chosen))


def choose_look_back(asker: Asker, given: Given) -> int:
    """How many days the first reading goes back; raises UsageProblem."""
    if given.look_back is not None:
        return given.look_back
    return asker.ask(say("How many days back"), option="--look-back", check=_to_days, default="730")


def _to_days(answer: str) -> int:
    days = int(answer) if answer.isascii() and answer.isdigit() else 0
    if not 1 <= days <= _LONGEST:
        raise UsageProblem(f"give a number of days from 1 to {_LONGEST}")
    return days
