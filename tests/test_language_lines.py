"""Lines of a terminal in other languages: no figure is torn, no sign stands alone."""

import re
from datetime import date
from decimal import Decimal

import pytest
from rich.console import Console, Group, RenderableType
from rich.table import Table

from parsers.money import Money
from watchdog import text
from watchdog.cli.lines import Line
from watchdog.language import Language, said_day, said_money, speaking

FRENCH = Language(words="fr", locale="fr_FR")
_YEN = Money(amount=Decimal(56880), currency="JPY")


def _shown(line: RenderableType, width: int) -> list[str]:
    console = Console(width=width, color_system=None)
    with console.capture() as taken:
        console.print(Group(line))  # rich makes lines of its own kind of those that stand alone
    return [one.strip() for one in taken.get().splitlines()]


@pytest.mark.parametrize("width", range(14, 60))
def test_no_line_ends_within_an_amount(width: int) -> None:
    with speaking(FRENCH):
        amount = said_money(_YEN)
        words = (
            f"L’essai de Kanji se termine le {said_day(date(2026, 12, 2))}\u00a0: {amount} par an."
        )
        for line in (Line(words), Line(words, style="bold").append(" " + words)):
            lines = _shown(line, width)
            assert len(lines) > 1
            assert "56\u202f880\u00a0JPY" in " ".join(lines)
            assert not [
                one for one in lines if one.startswith(":") or re.fullmatch("[A-Z]{3}", one)
            ]


def test_a_column_is_as_wide_as_its_amounts() -> None:
    with speaking(FRENCH):
        table = Table(box=None)
        table.add_column("Nom", ratio=1)
        table.add_column("Prix")
        table.add_row(Line("un nom " * 20), Line(said_money(_YEN)))
        assert any("56\u202f880\u00a0JPY" in one for one in _shown(table, 30))


def test_what_is_made_safe_keeps_its_figures_together() -> None:
    with speaking(FRENCH):
        words = f"Cela coûte {said_money(_YEN)}\n par an\u00a0!"
        assert text.safe(words) == "Cela coûte 56\u202f880\u00a0JPY par an\u00a0!"
        assert text.unlinked(words) == text.safe(words)
