"""Writes the bill of materials of what is locked, and looks up known holes in it where it can."""

import json
import subprocess
import sys
from typing import Any

from tools.bill import LOCK, write_bill

_SECONDS = 120


def main() -> int:
    """1 when a dependency has a known hole; 0 without one, or when the index cannot be reached."""
    write_bill()
    packages = _packages(_asked())
    looked_up = [one for one in packages if "skip_reason" not in one]
    if not looked_up:
        print("audit: left out, the index of known holes cannot be asked from here")
        return 0
    holes = [(one["name"], hole["id"]) for one in looked_up for hole in one["vulns"]]
    for name, hole in holes:
        print(f"audit: {name} has the known hole {hole}; update it, then: make lock")
    print(f"audit: {len(looked_up)} of {len(packages)} packages looked up, {len(holes)} holes")
    return int(bool(holes))


def _packages(told: str) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError):
        return []
    return found


def _asked() -> str:
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes"]
    command += ["--disable-pip", "--progress-spinner", "off", "--timeout", "10", "--format", "json"]
    try:
        done = subprocess.run(  # noqa: S603 - our own tool on our own file
            command, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
