"""Every service at every place for every kind of finding: what is said is whole, clean and safe."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.test_fixes import finding, subscription
from watchdog.catalog import Service, load_catalog
from watchdog.detections import all_detections
from watchdog.fixes import Eligible, Fix, fix_for, fix_for_service

CATALOG = load_catalog()
SERVICES = list(CATALOG.services.values())
KINDS = sorted(one.kind for one in all_detections())
TODAY = date(2026, 6, 10)
URLS = {
    address
    for entry in (*CATALOG.services.values(), *CATALOG.channels.values())
    for address in re.findall(r"https://[^\s'\"]+", str(entry))
}
_PHONE = re.compile(r"\+?\d[\d ()/-]{6,}\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def fixes(service: Service) -> Iterator[tuple[str, Fix]]:
    elsewhere = next(iter(set(CATALOG.channels) - set(service.sold_at)), None)
    for channel in (None, elsewhere, *(service.sold_at or ("direct",))):
        sub = subscription(merchant=service.id, channel=channel, plan=None)
        sub = replace(sub, name=service.name)
        for kind in KINDS:
            yield kind, fix_for(finding(kind, sub), sub, CATALOG, today=TODAY)
        yield "stop", fix_for_service(service.id, channel or "direct", catalog=CATALOG, today=TODAY)


def lines(fix: Fix) -> Iterator[str]:
    yield from (fix.title, *fix.steps, *fix.notes, *fix.does_not_work)
    if fix.refund:
        yield from (*fix.refund.conditions, fix.refund.route or "")


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.id)
def test_every_fix(service: Service) -> None:
    for kind, fix in fixes(service):
        assert fix.title, kind
        assert fix.steps, kind
        assert fix.law == (), "nobody has said where he lives"
        assert fix.url is None or fix.url in URLS
        for many in (fix.steps, fix.notes, fix.does_not_work):
            assert len(set(many)) == len(many), (kind, many)
        for line in lines(fix):
            assert not set("{}<>") & set(line), line
            assert "None" not in line
            assert "http" not in line
            assert not _PHONE.search(_DAY.sub("", line)), line
        if fix.refund and fix.refund.eligible is not Eligible.NO and fix.refund.until:
            assert fix.refund.until >= TODAY


def test_every_kind_was_tried() -> None:
    folder = Path(__file__).parent.parent / "watchdog" / "detections"
    assert len(KINDS) == len(list(folder.glob("*.py"))) - 1
