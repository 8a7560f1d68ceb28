"""`make fuzz`: Atheris, guided by what of our code a mail reaches, SECONDS for each target.

What it finds lies in build/fuzz as a file; `python -m tests.fuzzing TARGET FILE` tries it again.
"""

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent
_FOUND = _ROOT / "build" / "fuzz"
_SLOWEST = 20  # seconds for one input, with all that is counted


def main(words: list[str]) -> int:
    """0 when nothing was found; with a target and options of libFuzzer: run that one here."""
    if words and not words[0].isdigit():
        return _run(words[0], words[1:])
    from tests.fuzzing.targets import TARGETS

    seconds = int(words[0]) if words else 60
    failed = [name for name in TARGETS if _started(name, seconds)]
    found = ", ".join(failed) or "none"
    sys.stdout.write(f"fuzz: {len(TARGETS)} targets, {seconds} s each; something in: {found}\n")
    return int(bool(failed))


def _started(name: str, seconds: int) -> int:
    """One target in a process of its own, from the fixtures on."""
    corpus = _FOUND / name
    corpus.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.fuzzing", name, str(corpus), *_seeds(name)]
    limits = (f"-max_total_time={seconds}", f"-timeout={_SLOWEST}", "-rss_limit_mb=2048")
    where = f"-artifact_prefix={_FOUND}/{name}-"
    done = subprocess.run(  # noqa: S603 - this very module
        [*command, *limits, where, "-verbosity=0"], cwd=_ROOT, check=False
    )
    return done.returncode


def _seeds(name: str) -> list[str]:
    return [str(_ROOT / "fixtures" / "senders" / "generic")] if name in ("mime", "html") else []


def _run(name: str, options: list[str]) -> int:
    import atheris

    with atheris.instrument_imports(include=["parsers", "imapclient", "dkim"]):
        from tests.fuzzing.targets import TARGETS
    if len(options) == 1 and Path(options[0]).is_file():
        TARGETS[name](Path(options[0]).read_bytes())
        return 0
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
