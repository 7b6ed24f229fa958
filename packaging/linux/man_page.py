"""Writes the manual page photoclip(1) from what the command line says of itself.

    python packaging/linux/man_page.py >photoclip.1

Made anew for each package, never kept: so it cannot differ from the program it comes with.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from photoclip import __version__
from photoclip.cli.main import INTERRUPTED, parser_of
from photoclip.cli.session import ATTENTION, DONE, USAGE, WORLD

STATUSES = {
    DONE: "All went well.",
    ATTENTION: "It was done, but some photos could not be read, or a check found something.",
    USAGE: "The command, or a query in it, could not be understood.",
    WORLD: "Something outside stood in the way; a sentence on the standard error says what.",
    INTERRUPTED: "Interrupted; what was done is kept.",
}

FILES = {
    "$XDG_DATA_HOME/photoclip/library.db": "What you decided: photos, tags, albums, history.",
    "$XDG_DATA_HOME/photoclip/backups": "Copies of it.",
    "$XDG_DATA_HOME/photoclip/models": "Models that you downloaded.",
    "$XDG_CONFIG_HOME/photoclip/settings.toml": "Your preferences.",
    "$XDG_CACHE_HOME/photoclip": "Thumbnails; they grow back.",
}


def escaped(text: str) -> str:
    """Text as roff takes it."""
    text = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def subcommands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The commands of a parser with their own, depth first, each by its whole name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield command.prog, command
                yield from subcommands(command)


def purposes(parser: argparse.ArgumentParser) -> dict[str, str]:
    """What the commands of a parser are for, by their whole names."""
    found: dict[str, str] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                command = action.choices[str(choice.metavar or choice.dest).split(" ")[0]]
                found[command.prog] = choice.help or ""
            for command in action.choices.values():
                found |= purposes(command)
    return found


def synopsis(parser: argparse.ArgumentParser) -> str:
    """The usage line without its first word, and without what stands behind every command."""
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    return usage.replace(" [-h] [--home DIR] [--json]", "")


def explained(parser: argparse.ArgumentParser, known: set[str]) -> Iterator[str]:
    """Each argument as a tagged paragraph; those in `known` were explained before."""
    formatter = parser._get_formatter()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.help == argparse.SUPPRESS:
            continue
        if action.option_strings and known.issuperset(action.option_strings):
            continue
        yield ".TP"
        yield f"\\fB{escaped(formatter._format_action_invocation(action))}\\fR"
        yield escaped(formatter._expand_help(action)) if action.help else "\\&"


def page() -> str:
    """The whole page."""
    parser = parser_of("")
    known = {"-h", "--help", "--home", "--json"}
    lines = [
        f'.TH PHOTOCLIP 1 "" "photoclip {__version__}" "User Commands"',
        ".SH NAME",
        "photoclip \\- find any photo by describing it",
        ".SH SYNOPSIS",
        ".B photoclip",
        "[\\fB\\-\\-home\\fR \\fIDIR\\fR] [\\fB\\-\\-encoder\\fR \\fINAME\\fR]",
        "[\\fIFOLDER\\fR ...]",
        ".br",
        ".B photoclip",
        "[\\fB\\-\\-home\\fR \\fIDIR\\fR] [\\fB\\-\\-json\\fR] \\fICOMMAND\\fR ...",
        ".SH DESCRIPTION",
        escaped(parser.description or ""),
        "Folders that are named are added to the library. Photos are opened read\\-only, and the",
        "network is used only to download a model.",
        ".SH OPTIONS",
        *explained(parser_of(None), set()),
        ".SH COMMANDS",
        "The options \\fB\\-\\-home\\fR and \\fB\\-\\-json\\fR may stand behind a command, too.",
    ]
    help_of = purposes(parser)
    for name, command in subcommands(parser):
        lines += [f".SS {escaped(synopsis(command))}", escaped(help_of.get(name, "")) or "\\&"]
        lines += explained(command, known)
    lines.append(".SH EXIT STATUS")
    for status, meaning in STATUSES.items():
        lines += [".TP", f"\\fB{status}\\fR", escaped(meaning)]
    lines.append(".SH FILES")
    for file, meaning in FILES.items():
        lines += [".TP", f"\\fI{escaped(file)}\\fR", escaped(meaning)]
    lines += [
        ".SH ENVIRONMENT",
        ".TP",
        "\\fBPHOTOCLIP_HOME\\fR",
        "The folder that everything is kept in, as with \\fB\\-\\-home\\fR.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
