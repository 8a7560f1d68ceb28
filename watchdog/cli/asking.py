"""Questions to the person at the terminal; where there is none, the option that answers instead."""

import getpass
import sys
from collections.abc import Callable
from typing import TypeVar

import typer

from watchdog import text
from watchdog.cli.failures import UsageProblem
from watchdog.language import say

T = TypeVar("T")

_TRIES = 5


class Asker:
    """Asks on standard error, so that standard output stays data; `yes` takes every default."""

    def __init__(self, *, yes: bool = False) -> None:
        self.someone = sys.stdin.isatty() and sys.stderr.isatty() and not yes

    def tell(self, line: str) -> None:
        """One line for the person."""
        typer.echo(line, err=True)

    def ask(
        self,
        question: str,
        *,
        option: str,
        check: Callable[[str], T],
        default: str | None = None,
        hidden: bool = False,
    ) -> T:
        """The answer, checked; UsageProblem names the option where nobody can be asked.

        `check` raises UsageProblem for an answer that cannot be taken: then it is asked again.
        """
        if not self.someone:
            if default is None:
                plain = question.partition(" (")[0]
                raise UsageProblem(f"nobody can be asked here for: {plain}; give {option}")
            return check(default)
        for _ in range(_TRIES - 1):
            try:
                return check(_answer(question, default, hidden=hidden))
            except UsageProblem as problem:
                self.tell(f"  {text.safe(str(problem))}")
        return check(_answer(question, default, hidden=hidden))

    def agrees(self, question: str, *, default: bool) -> bool:
        """Yes or no; the default where nobody can be asked."""
        if not self.someone:
            return default
        return said_yes(question, default=default, err=True)


def to_host_and_port(answer: str, *, such_as: str) -> tuple[str, int | None]:
    """ "host" or "host:port" in its parts; UsageProblem, which names an example, for others."""
    host, colon, port = answer.partition(":")
    number = int(port) if port.isascii() and port.isdigit() else 0
    if not host or (colon and not 1 <= number <= 65535):
        what = f"{text.safe(answer, 80)!r} is no server"
        raise UsageProblem(f"{what}; give a host name such as {such_as}, or host:port")
    return host, number or None


def _answer(question: str, default: str | None, *, hidden: bool) -> str:
    shown = text.safe(default, 80) if default else None
    asked = f"{question} [{shown}]" if shown else question
    if hidden:
        # It asks only when it listens: a Ctrl-C between the question and that was lost.
        return getpass.getpass(f"{asked}: ").strip() or (default or "")
    said = typer.prompt(asked, default="", show_default=False, err=True)
    return str(said).strip() or (default or "")


def said_yes(question: str, *, default: bool, err: bool = False) -> bool:
    """Yes or no, by the beginning of either in the user's language, or of yes in English."""
    yes, no = (word[0] for word in (say("yes"), say("no")))
    shown = f"{yes.upper()}/{no}" if default else f"{yes}/{no.upper()}"
    while True:
        said = str(typer.prompt(f"{question} [{shown}]", default="", show_default=False, err=err))
        letter = said.strip().lower()[:1]
        if not letter:
            return default
        if letter in (yes, no, "y"):
            return letter != no


def agrees_to_delete() -> bool:
    """Whether the person says yes to what is gone for good then; UsageProblem where nobody is."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageProblem("nobody can be asked here; add --yes to delete without a question")
    return said_yes(say("Delete it?"), default=False)
