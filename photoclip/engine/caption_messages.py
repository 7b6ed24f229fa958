"""The part of the protocol that is about captions that the encoder writes."""

from __future__ import annotations

from dataclasses import dataclass

from photoclip.jobs import Progress
from photoclip.query import Query


@dataclass(frozen=True, slots=True)
class WriteCaptions:
    """Write captions for photos: those given, those that a query finds, else all.

    Without `again` only photos that have no caption, and for which none was written before. Raises
    InputError, with the sentence that names an encoder that can, where the one in use cannot
    write. Answered by `CaptionScope` at once; the work goes on in the background, with
    `Captioning` events. Nothing is applied.
    """

    photo_ids: tuple[int, ...] | None = None
    query: Query | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class StopCaptions:
    """Leave these photos without one, as far as they still wait; none named means all of them.

    Answered by None.
    """

    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CaptionsOf:
    """What was written for some photos that have no caption of the user's; by `Captions`."""

    photo_ids: tuple[int, ...]


CaptionRequest = WriteCaptions | StopCaptions | CaptionsOf


@dataclass(frozen=True, slots=True)
class CaptionScope:
    """The photos that are being written for.

    Of those asked for, which are `asked` as far as they can be seen now, `captioned` have a
    caption of the user's, and for `written` one was written before.
    """

    photo_ids: tuple[int, ...]
    captioned: int
    written: int
    asked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GeneratedCaption:
    """A sentence of the machine's about a photo, and the encoder that wrote it."""

    photo_id: int
    text: str
    writer: str


@dataclass(frozen=True, slots=True)
class Captions:
    """In order of photo. `cannot` is the sentence that says why no more can be written, if so."""

    items: tuple[GeneratedCaption, ...]
    cannot: str = ""


@dataclass(frozen=True, slots=True)
class Captioning:
    """Event: how far writing is, and what was written since the event before.

    `problems` are photos that could not be read, so far; `failed` names those since the event
    before.
    """

    progress: Progress
    items: tuple[GeneratedCaption, ...] = ()
    problems: int = 0
    finished: bool = False
    failed: tuple[int, ...] = ()
