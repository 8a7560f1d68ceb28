"""Whether an answer still counts: nothing that it rests on is otherwise than it was."""

from collections.abc import Mapping
from datetime import date

import msgspec

from watchdog.answers.answer import Answer
from watchdog.answers.words import Words
from watchdog.readings import Readings

_ID = 7  # characters of a finding's id


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """How things are now: the sum of the question, what was told when, and how well we hear."""

    key: str
    day: date
    told: Mapping[str, date]
    readings: Readings


def stands(answer: Answer, now: Today, words: Words) -> bool:
    """Whether the same would be said again; how far mailboxes reach back is asked beside."""
    rests = answer.rests
    return (
        answer.key == now.key
        and answer.day <= now.day < answer.until
        and rests.words == words.sum_of(answer.merchants)
        and rests.put_away == words.sum_away(rests.found)
        and all(one.stands(now.readings, now.day) for one in rests.reads)
        and rests.told == _told_of(rests.asked, now.told)
    )


def reaches_as_far(answer: Answer, reach: Mapping[str, date]) -> bool:
    """Whether mailboxes reach back as far as the answer takes them to."""
    return all(reach.get(box) == day for box, day in answer.rests.reaches.items())


def _told_of(asked: str, told: Mapping[str, date]) -> dict[str, date]:
    if not told:
        return {}
    ids = (asked[at : at + _ID] for at in range(0, len(asked), _ID))
    return {each: told[each] for each in ids if each in told}
