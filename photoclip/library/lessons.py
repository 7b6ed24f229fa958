"""What the user said that can be learnt from: verdicts, captions, and when photos were taken."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import select

from photoclip.library.database import Library
from photoclip.library.schema import SHOWN, photo, tag, verdict


@dataclass(frozen=True, slots=True)
class Lessons:
    """All that was said at one moment about photos that can be shown.

    `verdicts` are (tag, photo, agreed), `captions` the user's own sentences by photo, `taken`
    the camera's clock in seconds for those photos of both whose camera told it.
    """

    verdicts: tuple[tuple[str, int, bool], ...]
    captions: dict[int, str]
    taken: dict[int, int]

    @property
    def digest(self) -> str:
        """Names this state of things: the same lessons have the same digest."""
        said = json.dumps([self.verdicts, sorted(self.captions.items())], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def lessons(library: Library) -> Lessons:
    """What there is to learn from now."""
    said = (
        select(tag.c.name, photo.c.id, verdict.c.agreed, photo.c.moment, photo.c.taken_at)
        .join_from(verdict, photo, photo.c.id == verdict.c.photo_id)
        .join(tag, tag.c.id == verdict.c.tag_id)
        .where(SHOWN)
        .order_by(tag.c.id, photo.c.id)
    )
    captioned = (
        select(photo.c.id, photo.c.caption, photo.c.moment, photo.c.taken_at)
        .where(SHOWN, photo.c.caption != "")
        .order_by(photo.c.id)
    )
    taken: dict[int, int] = {}
    verdicts: list[tuple[str, int, bool]] = []
    captions: dict[int, str] = {}
    with library.read() as connection:
        for name, number, agreed, moment, taken_at in connection.execute(said):
            verdicts.append((name, number, bool(agreed)))
            # The time of a file says when it was copied, not which photos belong together.
            if taken_at is not None:
                taken[number] = moment
        for number, caption, moment, taken_at in connection.execute(captioned):
            captions[number] = caption
            if taken_at is not None:
                taken[number] = moment
    return Lessons(tuple(verdicts), captions, taken)
