"""The law where the user lives, as information: shown only if the configuration names a country."""

from collections.abc import Iterator
from datetime import date, timedelta

from watchdog.catalog import Law
from watchdog.catalog.countries import holds_in
from watchdog.fixes.model import Case, Right


def rights_of(case: Case, kind: str) -> Iterator[Right]:
    """The rules for a kind of finding ("stop" when there is none) that hold on the day."""
    catalog = case.catalog
    if catalog.country is None:
        return
    for law in catalog.law.values():
        if not law.countries or kind not in law.about:
            continue
        if holds_in(law.countries, catalog.country, catalog.groups) is not True:
            continue
        until = _until(law, case)
        in_force = law.since is None or law.since <= case.today
        if in_force and (until is None or until >= case.today):
            yield Right(
                where=law.jurisdiction,
                says=law.rule,
                until=until,
                verified_on=law.verified_on,
                source=law.source,
                sure=law.sure,
            )


def _until(law: Law, case: Case) -> date | None:
    if law.days is None or not law.from_payment or case.charged_on is None:
        return None
    return case.charged_on + timedelta(days=law.days)
