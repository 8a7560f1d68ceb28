"""docs/benchmarks.md is made of the figures that are kept, and of nothing else."""

from pathlib import Path

import pytest

from benchmarks import measured, page
from benchmarks.measured import figure


def test_the_page_is_what_figures_and_prose_come_to() -> None:
    now = page.PAGE.read_text(encoding="utf-8")
    assert now == page.page(), "change benchmarks/prose or figures, then `make bench-docs`"


def test_a_figure_takes_the_place_of_an_older_one_of_its_kind_and_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "FOLDER", tmp_path)
    monkeypatch.setattr(page, "PAGE", tmp_path / "page.md")
    monkeypatch.setenv("KEEP", "1")
    page.keep("scan", [figure("a scan", 9, "s", bar=1, size=10, of="mails")])
    page.keep("scan", [figure("a scan", 0.5, "s", bar=1, size=10, of="mails")])
    page.keep("scan", [figure("a scan", 2, "s", bar=1, size=20, of="mails")])
    told = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert "| a scan, 10 mails | 0.5 s | 1 s | " in told
    assert "| a scan, 20 mails | 2 s | 1 s: **missed** | " in told
    assert "a scan: ms each\n          10  ████████████████████ 50\n" in told


def test_who_tries_something_out_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "FOLDER", tmp_path)
    monkeypatch.delenv("KEEP", raising=False)
    page.keep("scan", [figure("a scan", 9, "s")])
    assert not list(tmp_path.iterdir())
