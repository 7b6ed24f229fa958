"""Runs the command line in this process, with the FakeEncoder chosen in the settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from photoclip.__main__ import main
from photoclip.paths import Home
from photoclip.settings import Settings, save


@dataclass(frozen=True)
class Ran:
    """What one run of the command line left."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The standard output, which must be one JSON document."""
        document = json.loads(self.out)
        assert isinstance(document, dict)
        return document


Run = Callable[..., Ran]


@pytest.fixture
def run(home: Home, capfd: pytest.CaptureFixture[str]) -> Run:
    """`run("search", "red")`: as a user would, in the test's own home."""
    home.config.mkdir(parents=True, exist_ok=True)
    save(home.settings, Settings(encoder="fake"))

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        status = main([*map(str, arguments), "--home", str(home.data)])
        captured = capfd.readouterr()
        assert "Traceback" not in captured.err
        return Ran(status, captured.out, captured.err)

    return run
