"""The command that fuzzes runs, names its inputs by number, and finds nothing in a few of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.mutation import mutated, sources

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="the workers are limited as on POSIX")
def test_a_few_inputs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", "--inputs", "60", "--seed", "1"]
    ran = subprocess.run(
        [*command, "--out", str(tmp_path)], cwd=CHECKOUT, capture_output=True, timeout=170
    )
    assert ran.returncode == 0, ran.stderr.decode()
    document = json.loads(ran.stdout)
    assert document["inputs"] == 60
    assert document["wrong"] == []
    assert "picture" in document["outcomes"]


def test_an_input_is_known_by_its_number(tmp_path: Path) -> None:
    found = sources([], tmp_path)
    inputs = [mutated(found, 7, number) for number in range(200)]
    assert inputs == [mutated(found, 7, number) for number in range(200)]
    assert len(set(inputs)) > 150
    assert inputs != [mutated(found, 8, number) for number in range(200)]
