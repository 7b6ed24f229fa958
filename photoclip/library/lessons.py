"""What the user said that can be learnt from: verdicts, captions, and when photos were taken."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, literal, select

from photoclip.domain import Source
from photoclip.library.database import Library
from photoclip.library.rows import stamp
from photoclip.library.schema import SHOWN, photo, tag, verdict

FEWEST_TO_LEARN = 3  # photos of a tag
FEWEST_TO_TEST = 4  # photos of a tag: three to learn from and one to judge by
FEWEST_CAPTIONED = 20  # photos with captions, to leave half of them out and judge by these
ENOUGH_NEW = 10  # answers since the last run from which another one is worth it


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
        # What was applied by itself is the machine's own claim: nothing can be learnt from it.
        .where(SHOWN, verdict.c.source != str(Source.AUTO))
        .order_by(tag.c.id, photo.c.id)
    )
    captioned = (
        select(photo.c.id, photo.c.caption, photo.c.moment, photo.c.taken_at)
        # Nor from captions that it wrote itself and nobody looked at.
        .where(SHOWN, photo.c.caption != "", photo.c.caption_unseen == 0)
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


@dataclass(frozen=True, slots=True)
class Lesson:
    """A tag that was answered for: how many photos have it, and how many do not."""

    name: str
    confirmed: int
    rejected: int

    @property
    def wanting(self) -> int:
        """How many more photos it needs before its learning can be proven."""
        return max(0, FEWEST_TO_TEST - self.confirmed)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What personalizing would learn from now, the tags with most photos first.

    `captions` counts the user's own sentences, `fresh` the answers since the last run, `all`
    the answers there are.
    """

    tags: tuple[Lesson, ...] = ()
    captions: int = 0
    fresh: int = 0
    all: int = 0

    @property
    def ready(self) -> bool:
        """Whether there is enough to begin."""
        begun = any(tag.confirmed >= FEWEST_TO_LEARN for tag in self.tags)
        return begun or self.captions >= FEWEST_CAPTIONED

    @property
    def worth_it(self) -> bool:
        """Whether enough was answered since the last run to learn anew."""
        testable = any(not tag.wanting for tag in self.tags)
        return testable and self.fresh >= max(ENOUGH_NEW, self.all // 10)


def outlook(library: Library, since: datetime | None = None) -> Outlook:
    """What there is to learn from, and how much of it was said after `since`."""
    counted = (
        select(tag.c.name, verdict.c.agreed, func.count(), func.sum(_after(since)))
        .join_from(verdict, photo, photo.c.id == verdict.c.photo_id)
        .join(tag, tag.c.id == verdict.c.tag_id)
        .where(SHOWN, verdict.c.source != str(Source.AUTO))
        .group_by(tag.c.id, verdict.c.agreed)
    )
    sentences = select(func.count()).where(
        SHOWN, photo.c.caption != "", photo.c.caption_unseen == 0
    )
    found: dict[str, list[int]] = {}
    fresh = every = 0
    with library.read() as connection:
        for name, agreed, count, newer in connection.execute(counted):
            found.setdefault(name, [0, 0])[0 if agreed else 1] = count
            fresh, every = fresh + newer, every + count
        captions = connection.scalar(sentences.select_from(photo)) or 0
    told = [Lesson(name, *both) for name, both in found.items() if both[0]]
    told.sort(key=lambda one: (-one.confirmed, one.name.casefold()))
    return Outlook(tuple(told), captions, fresh, every)


def _after(since: datetime | None) -> ColumnElement[int]:
    return case((verdict.c.decided_at > stamp(since), 1), else_=0) if since else literal(1)
