"""`bench table`: saved figures as tables, so that a page of measurements can be made anew."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from photoclip.cli.figures import Figure, add_plot, drawn, figure_of
from photoclip.cli.session import Outcome, Session, absolute
from photoclip.errors import InputError

_HEAD = ("| measured | value | floor | ratio |", "|---|---:|---:|---:|")


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of this module."""
    table = kinds.add_parser("table", help="saved figures as tables in Markdown")
    table.add_argument("files", type=Path, nargs="+", metavar="FILE", help="made by bench --json")
    add_plot(table, run_table)


def run_table(options: argparse.Namespace, session: Session) -> Outcome:
    """One table a file, named as the file is, with the machine that gave the figures."""
    lines: list[str] = []
    every: list[Figure] = []
    tables = []
    for file in options.files:
        figures, machine = _read(absolute(file))
        every += figures
        tables.append({"name": file.stem, "figures": [f.document() for f in figures]})
        lines += ["", f"### {file.stem}", "", *table_of(figures), "", _said(machine)]
    return drawn(Outcome({"tables": tables}, lines[1:]), every, options.plot)


def table_of(figures: Sequence[Figure]) -> list[str]:
    """The lines of a table in Markdown."""
    rows = []
    for figure in figures:
        floor = f"{figure.floor:,.4g}" if figure.floor else ""
        ratio = f"{figure.ratio:,.4g}" if figure.ratio is not None else ""
        rows.append(f"| {figure.name} | {figure.value:,.4g} {figure.unit} | {floor} | {ratio} |")
    return [*_HEAD, *rows]


def _read(file: Path) -> tuple[list[Figure], dict[str, Any]]:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        figures = [figure_of(one) for one in document["figures"]]
        machine = document.get("machine", {})
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{file} holds no figures of `photoclip bench --json`.") from error
    return figures, machine if isinstance(machine, dict) else {}


def _said(machine: dict[str, Any]) -> str:
    if not machine:
        return "The machine was not noted."
    return (
        f"{machine.get('system')}, {machine.get('cores')} cores, {machine.get('memory_gb')} GB, "
        f"load {machine.get('load')}, Python {machine.get('python')}, "
        f"photoclip {machine.get('photoclip')}, {machine.get('at')}."
    )
