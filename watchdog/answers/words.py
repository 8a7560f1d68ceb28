"""The user's words by the merchants that they are about, and by the findings they put away."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from watchdog.answers.kinship import Kin, Tie
from watchdog.answers.sums import summed
from watchdog.timeline.corrections import corrections
from watchdog.timeline.facts import Correction, Statement, StatementKind

_PUT_AWAY = (StatementKind.DISMISSED, StatementKind.SNOOZED)


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """`merchants` are all of whom something was said. `about` are the words by merchant, `away` by
    finding; `corrected` what mails really say, by merchant, `mended` the same by mail; `together`
    are the merchants of one word, `ties` those that words make.
    """

    about: Mapping[str, Sequence[Statement]]
    away: Mapping[str, Sequence[Statement]]
    corrected: Mapping[str, Sequence[Correction]]
    mended: dict[str, Correction]
    merchants: frozenset[str]
    together: tuple[frozenset[str], ...]
    ties: tuple[Tie, ...]

    def sum_of(self, kin: Kin) -> str:
        """The sum of the words about some merchants."""
        if not self.merchants.intersection(kin):
            return ""
        return summed(self.of(kin), self.corrections_of(kin))

    def sum_away(self, findings: Iterable[str]) -> str:
        """The sum of the words that put some findings away."""
        return summed(self.putting_away(findings)) if self.away else ""

    def of(self, kin: Kin) -> tuple[Statement, ...]:
        """The words about some merchants, in the order in which they were said."""
        found = {one.id: one for name in kin for one in self.about.get(name, ())}
        return tuple(found[number] for number in sorted(found))

    def corrections_of(self, kin: Kin) -> dict[str, Correction]:
        """What mails that are about some merchants really say, by the mail."""
        own = (one for name in kin for one in self.corrected.get(name, ()))
        return {one.fingerprint: one for one in own}

    @property
    def all_away(self) -> tuple[Statement, ...]:
        """All words that put a finding away."""
        return self.putting_away(self.away)

    def putting_away(self, findings: Iterable[str]) -> tuple[Statement, ...]:
        """The words that put some findings away, in the order in which they were said."""
        found = {one.id: one for each in findings for one in self.away.get(each, ())}
        return tuple(found[number] for number in sorted(found))


def words_of(
    statements: Iterable[Statement],
    merchants_of: Callable[[str], Iterable[str]],
    senders: Mapping[str, str],
) -> Words:
    """All words that stand; `merchants_of` a mail are those that were read in it, `senders` those
    of the mails that were corrected.
    """
    said = tuple(statements)
    about: dict[str, list[Statement]] = defaultdict(list)
    away: dict[str, list[Statement]] = defaultdict(list)
    corrected: dict[str, list[Correction]] = defaultdict(list)
    together: list[frozenset[str]] = []
    ties: list[Tie] = []
    for one in said:
        names = _named(one)
        together.append(names)
        for name in names:
            about[name].append(one)
            ties.append(Tie(name, one.channel, None))
        if one.kind in _PUT_AWAY and one.finding:
            away[one.finding].append(one)
    mended = corrections(said)
    for mail, correction in mended.items():
        own = frozenset((*merchants_of(mail), *(event.merchant for event in correction.events)))
        together.append(own)
        sender = senders.get(mail)
        ties += [Tie(event.merchant, event.channel, sender) for event in correction.events]
        for name in own:
            corrected[name].append(correction)
    return Words(
        merchants=frozenset((*about, *corrected)),
        about=about,
        away=away,
        corrected=corrected,
        mended=mended,
        together=tuple(together),
        ties=tuple(ties),
    )


def _named(said: Statement) -> frozenset[str]:
    """The merchants of a word; the id of a subscription begins with its merchant."""
    ids = {name.partition(":")[0] for name in (said.subscription, said.other) if name}
    return frozenset(ids | ({said.merchant} if said.merchant else set()))
