"""The bill of materials: every locked package with its sums, as CycloneDX 1.6; asks nobody."""

import re
from collections.abc import Iterator
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from watchdog import __version__

_ROOT = Path(__file__).parent.parent
LOCK = _ROOT / "deploy" / "requirements.lock"
BILL = _ROOT / "build" / "bill-of-materials.cdx.json"
_PINNED = re.compile(r"(?m)^([\w.-]+)==([^\s;]+)((?:.*\\\n)*.*)")
_SUM = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill(lock: str) -> str:
    """The bill of a lock file's text, as JSON."""
    ours = Component(name="billing-watchdog", version=__version__, type=ComponentType.APPLICATION)
    bom = Bom(components=_components(lock))
    bom.metadata.component = ours
    bom.register_dependency(ours, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=1)


def _components(lock: str) -> Iterator[Component]:
    for name, version, rest in _PINNED.findall(lock):
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", name=name, version=version),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in _SUM.findall(rest)],
        )


def write_bill() -> None:
    """Write the bill of the lock file into `build`."""
    BILL.parent.mkdir(exist_ok=True)
    BILL.write_text(bill(LOCK.read_text(encoding="utf-8")), encoding="utf-8")
