"""Options and arguments that are plain text or paths cost no import of typer's validators."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
import typer.core
from typer._coercion import RuntimeParam, TypeDescriptor, build_runtime_param


def read_lightly() -> None:
    """From now on a parameter of the command line is validated only when it was given.

    typer builds a pydantic validator for every parameter of a command, also for those that nobody
    gave: a quarter of what a report took to start (docs/benchmarks.md).
    """
    setattr(typer.core, "build_runtime_param", _plain)  # noqa: B010 - not typer's to export


@dataclass(frozen=True)
class _Plain(RuntimeParam):
    """Words are taken as they are; for all else typer's own way is asked when it is needed."""

    descriptor: TypeDescriptor

    def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
        if isinstance(value, str) and self._is_free():
            if self.annotation is str:
                return value
            if self.annotation is Path and _is_open(value):
                return Path(value)
        try:
            return build_runtime_param(self.descriptor).coerce(value, param, ctx)
        except typer.BadParameter as problem:
            plain = self._in_words(value) or problem.message.removeprefix("Value error, ")
            raise typer.BadParameter(plain, ctx=ctx, param=param) from problem

    def _in_words(self, value: Any) -> str | None:
        """What a day or a number has to look like; None: the validator's own words will do."""
        from watchdog.text import safe  # no start without a slip pays for it

        info, shown = self.parameter_info, safe(str(value), 60)
        if self.annotation is Path and self._is_free():
            return (
                f"{safe(str(value), 400)!r} may not be read by you; check whose it is, and its mode"
            )
        if info.formats:
            return f"{shown!r} is no day; give one such as 2026-11-23"
        if info.min is None:
            return None
        limits = f"from {info.min:g}" + ("" if info.max is None else f" to {info.max:g}")
        return f"{shown!r} is no such number; give one {limits}"

    def _is_free(self) -> bool:
        """Whether nothing more is asked of it than to be text, or a path that may not exist."""
        info = self.parameter_info
        asks = (info.parser, info.exists, info.writable, info.resolve_path, info.path_type)
        return not any(asks) and info.file_okay and info.dir_okay


def _plain(known: TypeDescriptor) -> RuntimeParam:
    return _Plain(
        parameter_info=known.parameter_info, annotation=known.annotation, descriptor=known
    )


def _is_open(path: str) -> bool:
    return os.access(path, os.R_OK) or not Path(path).exists()
