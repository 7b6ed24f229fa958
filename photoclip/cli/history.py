"""`undo`, `redo` and `history`: organising operations by name."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from photoclip.cli.session import Outcome, Session
from photoclip.domain import Changes, Operation
from photoclip.library import history, trash
from photoclip.library.database import Library


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    undo = commands.add_parser("undo", help="take back the last organising operation")
    undo.set_defaults(run=run_undo)
    redo = commands.add_parser("redo", help="do again what was taken back last")
    redo.set_defaults(run=run_redo)
    listing = commands.add_parser("history", help="the operations, newest first")
    listing.add_argument("-n", type=int, default=50, dest="limit", metavar="N")
    listing.set_defaults(run=run_history)


def run_undo(options: argparse.Namespace, session: Session) -> Outcome:
    """Take back the last operation that was not taken back."""
    return _step(session, history.undo, "Undone", "There is nothing to undo.")


def run_redo(options: argparse.Namespace, session: Session) -> Outcome:
    """Do again the operation that was taken back last."""
    return _step(session, history.redo, "Done again", "There is nothing to redo.")


def run_history(options: argparse.Namespace, session: Session) -> Outcome:
    """List the operations, newest first."""
    with Library.open(session.home) as library:
        operations = history.operations(library, options.limit)
    lines = [
        f"{operation.at:%Y-%m-%d %H:%M}  {operation.name}{'  (undone)' if operation.undone else ''}"
        for operation in operations
    ]
    return Outcome({"operations": [_document(o) for o in operations]}, lines or ["No operations."])


def _step(
    session: Session,
    take: Callable[[Library], tuple[Operation, Changes] | None],
    verb: str,
    nothing: str,
) -> Outcome:
    with Library.open(session.home) as library:
        turned = take(library)
        done = turned and (*turned, _of_files(library, *turned))
    if done is None:
        return Outcome({"operations": []}, [nothing])
    operation, _changes, files = done
    return Outcome({"operations": [_document(operation)]}, [f"{verb}: {operation.name}", *files])


def _of_files(library: Library, operation: Operation, changes: Changes) -> list[str]:
    """What the step could not do to the files of the photos."""
    if operation.undone and (count := trash.lacking_files(library, changes.photos)):
        return [f"The files of {count:,} of the photos are not there; the trash may hold them."]
    if not operation.undone and (count := trash.left_files(library, changes.photos)):
        return [f"The files of {count:,} of the photos stay where they are."]
    return []


def _document(operation: Operation) -> dict[str, object]:
    return {
        "id": operation.id,
        "name": operation.name,
        "at": operation.at.isoformat(),
        "undone": operation.undone,
    }
