"""Distances and sizes of letters come from one scale."""

from __future__ import annotations

import ast
from pathlib import Path

import photoclip.gui

DISTANCES = {
    *("setSpacing", "setContentsMargins", "addSpacing"),
    *("setHorizontalSpacing", "setVerticalSpacing", "setPixelSize"),
}


def off_the_scale(tree: ast.Module) -> list[int]:
    return [
        argument.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in DISTANCES
        for argument in call.args
        if isinstance(argument, ast.Constant) and argument.value != 0
    ]


def test_every_distance_has_a_name() -> None:
    assert off_the_scale(ast.parse("a.setSpacing(7)\nb.setSpacing(0)\nc.setSpacing(SNUG)")) == [1]
    room = Path(photoclip.gui.__file__).parent
    found = [
        f"{path.relative_to(room)}:{line}"
        for path in sorted(room.rglob("*.py"))
        for line in off_the_scale(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []
