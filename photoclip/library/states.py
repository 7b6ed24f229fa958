"""What the user says about how photos are (blurry, sensitive …): remembered, and undoable."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from photoclip.domain import Changes
from photoclip.errors import InputError
from photoclip.library.database import Library
from photoclip.library.history import recording
from photoclip.library.names import some_photos
from photoclip.library.rows import GIVEN, given, numbers, stamp
from photoclip.library.schema import photo, state_correction
from photoclip.query.keys import COMPUTED

_SAID = {
    "sensitive": "sensitive",
    "blurry": "blurry",
    "screenshot": "a screenshot",
    "document": "a document",
    "receipt": "a receipt",
}


def correct(library: Library, state: str, ids: Iterable[int], *, holds: bool) -> Changes:
    """Say that photos are in a state or are not; it outweighs the machine. Can be undone.

    Raises InputError for a state that is not one of `query.keys.COMPUTED`. Photos that the
    library does not hold are left out.
    """
    chosen = list(ids)
    verb = "Call {} {}" if holds else "Call {} not {}"
    title = verb.format(some_photos(chosen), _SAID[_known(state)])
    with library.write() as connection, recording(connection, title) as record:
        held = numbers(connection, select(photo.c.id).where(photo.c.id.in_(GIVEN)), given(chosen))
        same = select(state_correction.c.photo_id).where(
            state_correction.c.state == state, state_correction.c.value == int(holds)
        )
        known = set(numbers(connection, same))
        said = {"state": state, "value": int(holds), "decided_at": stamp()}
        record.put(
            state_correction, [{"photo_id": one, **said} for one in held if one not in known]
        )
        return record.changes


def forget(library: Library, state: str, ids: Iterable[int]) -> Changes:
    """Take back what the user said, so that the machine's word counts again. Can be undone."""
    chosen = list(ids)
    title = f"Forget whether {some_photos(chosen)} are {_SAID[_known(state)]}"
    with library.write() as connection, recording(connection, title) as record:
        record.delete(state_correction, [(one, state) for one in chosen])
        return record.changes


def corrections(library: Library, state: str | None = None) -> dict[tuple[int, str], bool]:
    """What the user said by photo and state, about one state or all."""
    query = select(state_correction.c.photo_id, state_correction.c.state, state_correction.c.value)
    if state is not None:
        query = query.where(state_correction.c.state == state)
    with library.read() as connection:
        return {(one, name): bool(value) for one, name, value in connection.execute(query)}


def _known(state: str) -> str:
    if state not in COMPUTED:
        raise InputError(f"“{state}” is no state to correct; there are {', '.join(COMPUTED)}.")
    return state
