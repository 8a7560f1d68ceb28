"""Known holes in what is locked, and a bill of materials; says so where nobody can be asked."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent
_LOCK = _ROOT / "deploy" / "requirements.lock"
_BILL = _ROOT / "build" / "bill-of-materials.cdx.json"
_SECONDS = 120


def main() -> int:
    """1 when a dependency has a known hole; 0 without one, or when the index cannot be reached."""
    told = _asked("json")
    packages = _packages(told)
    looked_up = [one for one in packages if "skip_reason" not in one]
    if not looked_up:
        print("audit: left out, the index of known holes cannot be asked from here")
        return 0
    holes = [(one["name"], hole["id"]) for one in looked_up for hole in one["vulns"]]
    for name, hole in holes:
        print(f"audit: {name} has the known hole {hole}; update it, then: make lock")
    print(f"audit: {len(looked_up)} of {len(packages)} packages looked up, {len(holes)} holes")
    _BILL.parent.mkdir(exist_ok=True)
    _BILL.write_text(_asked("cyclonedx-json"), encoding="utf-8")
    return int(bool(holes))


def _packages(told: str) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError):
        return []
    return found


def _asked(form: str) -> str:
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(_LOCK), "--require-hashes"]
    command += ["--disable-pip", "--progress-spinner", "off", "--timeout", "10", "--format", form]
    try:
        done = subprocess.run(  # noqa: S603 - our own tool on our own file
            command, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
