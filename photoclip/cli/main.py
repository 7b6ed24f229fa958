"""The command line's front door: parses, runs one command, prints its outcome, maps errors."""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from photoclip.cli.session import DONE, USAGE, WORLD, OpenWindow, Outcome, Session
from photoclip.cli.version import about
from photoclip.errors import Cancelled, InputError, PhotoclipError, QueryError
from photoclip.paths import Home

log = logging.getLogger(__name__)

INTERRUPTED = 130  # what shells expect after Ctrl+C

_MODULES = {
    "scan": "scan",
    "status": "scan",
    "watch": "watch",
    "search": "find",
    "similar": "find",
    "describe": "find",
    "explain": "look",
    "duplicates": "copies",
    "tag": "organise",
    "untag": "organise",
    "state": "states",
    "states": "states",
    "tags": "tags",
    "suggest": "suggest",
    "album": "organise",
    "rate": "marking",
    "flag": "marking",
    "rotate": "marking",
    "caption": "caption",
    "personalize": "personalize",
    "places": "places",
    "trash": "trash",
    "remove": "trash",
    "undo": "history",
    "redo": "history",
    "history": "history",
    "import": "exchange",
    "export": "exchange",
    "model": "model",
    "doctor": "doctor",
    "demo": "demo",
    "bench": "bench",
    "train": "train",
}


def main(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run one command; returns the exit status of the contract.

    `open_window` shows the window: the command line may not know Qt.
    """
    if hasattr(sys.stdout, "reconfigure"):
        # Paths that are no valid Unicode must be printable too.
        sys.stdout.reconfigure(errors="surrogateescape")
    command = _command_of(arguments)
    if command is None and "--version" in arguments:
        print(about(verbose="--verbose" in arguments))  # noqa: T201
        return DONE
    parser = parser_of(command)
    try:
        options = parser.parse_args(list(arguments))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    session = Session(Home.find(options.home), open_window, options.json)
    try:
        if command is None:
            return _open(session, options.folders, options.encoder)
        outcome: Outcome = options.run(options, session)
    except QueryError as error:
        session.say(_pointing(error, getattr(options, "query", None)))
        return USAGE
    except Cancelled as error:
        session.say(str(error))
        return INTERRUPTED
    except KeyboardInterrupt:
        session.say("Stopped; what was done is kept, and the same command goes on from there.")
        return INTERRUPTED
    except PhotoclipError as error:
        session.say(str(error))
        return WORLD
    return _print(outcome, session)


def _command_of(arguments: Sequence[str]) -> str | None:
    """The first word that is a command; None when the window is asked for."""
    words = iter(arguments)
    for word in words:
        if word in ("--home", "--encoder"):
            next(words, None)
        elif word in ("-h", "--help"):
            return ""
        elif not word.startswith("-"):
            return word if word in _MODULES else None
    return None


def _global_flags(default: object) -> argparse.ArgumentParser:
    flags = argparse.ArgumentParser(add_help=False, argument_default=default)
    flags.add_argument(
        "--home", type=Path, metavar="DIR", help="keep the library and everything else in DIR"
    )
    flags.add_argument(
        "--json", action="store_true", default=default or False, help="print one JSON document"
    )
    return flags


def parser_of(command: str | None) -> argparse.ArgumentParser:
    """The parser of one command; of all with "" (for help), of the window's options with None."""
    parser = argparse.ArgumentParser(
        prog="photoclip",
        description="Find any photo by describing it. Without a command the window opens.",
        parents=[_global_flags(None)],
    )
    parser.add_argument("--version", action="store_true", help="say which photoclip this is")
    parser.add_argument("--verbose", action="store_true", help="with --version, of what it is made")
    if command is None:
        parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
        parser.add_argument("--encoder", metavar="NAME", help="the encoder to use")
        return parser
    commands = parser.add_subparsers(
        title="commands",
        metavar="COMMAND",
        required=True,
        parser_class=_command_parser(_global_flags(argparse.SUPPRESS)),
    )
    wanted = [_MODULES[command]] if command in _MODULES else dict.fromkeys(_MODULES.values())
    for module in wanted:
        importlib.import_module(f"photoclip.cli.{module}").register(commands)
    return parser


def _command_parser(flags: argparse.ArgumentParser) -> type[argparse.ArgumentParser]:
    """A parser class whose every instance knows the global flags, so they may stand behind."""

    class CommandParser(argparse.ArgumentParser):
        def __init__(self, **options: object) -> None:
            options.setdefault("parents", [flags])
            super().__init__(**options)  # type: ignore[arg-type]

    return CommandParser


def _pointing(error: QueryError, query: object) -> str:
    if not isinstance(query, str) or len(query) > 200 or "\n" in query:
        return str(error)
    return f"{error}\n  {query}\n  {' ' * error.position}^"


def _print(outcome: Outcome, session: Session) -> int:
    try:
        if session.json:
            print(json.dumps(outcome.document, ensure_ascii=False, indent=1))  # noqa: T201
        else:
            for line in outcome.lines:
                print(line)  # noqa: T201
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads us (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if outcome.complaint:
        session.say(outcome.complaint)
    return outcome.status


def _open(session: Session, folders: list[Path], encoder: str | None) -> int:
    for folder in folders:
        if not folder.exists():
            raise InputError(f"There is no folder {folder}, and no command of that name.")
    return session.open_window(session.home, folders, encoder)
