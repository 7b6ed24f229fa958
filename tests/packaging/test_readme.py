"""What the README says works: its queries parse, its commands and files exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from photoclip import query
from photoclip.cli.main import _MODULES

CHECKOUT = Path(__file__).resolve().parents[2]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text below a heading, up to the next one of its rank."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def queries() -> list[str]:
    """The examples in the first column of the table of queries."""
    rows = [line.split("|")[1] for line in section("Searching").splitlines() if "| `" in line]
    return [example for row in rows for example in re.findall(r"`([^`]+)`", row)]


def test_the_table_of_queries_is_found() -> None:
    assert len(queries()) > 15


@pytest.mark.parametrize("text", queries())
def test_an_example_query_parses(text: str) -> None:
    assert query.parse(text).text == text


def commands() -> list[list[str]]:
    """The lines of the README that run photoclip, in words."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if "bin/photoclip" in line]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_an_example_command_exists(words: list[str]) -> None:
    assert words[0] == ".venv/bin/photoclip"
    assert words[1] in _MODULES or words[1].startswith("~/")


@pytest.mark.parametrize("command", ["packaging/quickstart.sh", "packaging/test.sh"])
def test_the_quick_start_is_two_commands(command: str) -> None:
    first_block = re.search(r"```sh\n(.*?)```", section("Quick start"), re.DOTALL)
    assert first_block is not None
    assert f"bash {command}" in first_block[1]
    assert len(first_block[1].splitlines()) == 2
    assert (CHECKOUT / command).is_file()


@pytest.mark.parametrize("target", re.findall(r"\]\((?!https?:)([^)]+)\)", README))
def test_a_link_leads_somewhere(target: str) -> None:
    assert (CHECKOUT / target).is_file()
