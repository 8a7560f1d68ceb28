"""The name of the plan that somebody has after a change: of its row, else as a sentence has it."""

import re
from collections.abc import Iterator

from parsers.language.lexicon import says
from parsers.page import Page
from parsers.statement import labels
from parsers.text.bounded import Bounded
from parsers.values.found_money import find_amounts

_SHORTEST, _LONGEST = 2, 60  # characters of a name
_ARROW = re.compile(r" ?(?:->|=>|→|➜|») ?")
_BEHIND = re.compile(r" ?[(\[|,;·]| [-–—] ")
# "You're now on Kestrel Scale", "upgraded to Scale"; a name begins with a capital.
_SAID = Bounded(
    r"(?:now on|(?:upgraded|switched|moved|changed) (?:you )?to|jetzt (?:auf|im|bei)"
    r"|gewechselt (?:zu|in|auf)|(?:passée?|passé\(e\)) (?:à|au)|pasado al?|cambiado al?"
    r"|passat[oa] al?|overgestapt (?:op|naar)|mudou para|przeszedłeś na|uppgraderat till"
    r"|bytt till|opgraderet til|oppgradert til)(?: the| den| het| de| o| il| el| la| le)?"
    r" (?P<name>[A-ZÀ-ÖØ-Ž][\w+&'’-]*(?: (?:[A-ZÀ-ÖØ-Ž0-9][\w+&'’-]*|\+)){0,4})",
    most=_LONGEST * 4,
)


def new_plan(page: Page, sentence: str) -> str | None:
    """The plan by its row, "New plan: Scale", "Plan: Growth -> Scale"; else that of a sentence."""
    return next(_named(page, sentence), None)


def _named(page: Page, sentence: str) -> Iterator[str]:
    for label in ("new_plan", "plan"):
        for place in labels.labelled(page, label, lines=page.lines):
            rest = place.after.lstrip()
            begins = place.line.startswith(place.label) and rest.startswith((":", "|"))
            steps = _ARROW.split(rest.lstrip(": |"))
            is_new = label == "new_plan" or len(steps) > 1
            if begins and is_new and not says(place.label, "old_plan", page.hint.language):
                yield from _name(steps[-1], page)
    for text in (page.subject, sentence):
        if said := _SAID.search(text):
            yield from _name(said["name"], page)


def _name(text: str, page: Page) -> Iterator[str]:
    name = _BEHIND.split(text, maxsplit=1)[0].strip()
    if _SHORTEST <= len(name) <= _LONGEST and not find_amounts(name, page.hint):
        yield name
