"""The whole protocol between window and engine on one page: requests, answers, events.

The owner sends `Start` once. Then a client sends `(number, request)`; the engine answers
`(number, True, answer)` or `(number, False, exception)`. Events come unasked to the owner as
`(None, True, event)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from photoclip.domain import Hit
from photoclip.images.reading import Reading
from photoclip.jobs import Progress
from photoclip.paths import Home
from photoclip.query import Query


@dataclass(frozen=True, slots=True)
class Start:
    """The first thing that the owner sends, without a number: whose engine to be."""

    home: Home
    encoder: str | None = None


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The last thing that a client sends. From the owner it ends the engine; no answer."""


@dataclass(frozen=True, slots=True)
class Search:
    """Find photos for a query; answered by `Answer`."""

    query: Query
    limit: int = 500
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Similar:
    """Photos nearest to one or several examples; answered by `Answer`.

    `paths` may lie outside the library: they are decoded and encoded for the occasion.
    """

    photo_ids: tuple[int, ...] = ()
    paths: tuple[Path, ...] = ()
    limit: int = 60


@dataclass(frozen=True, slots=True)
class Describe:
    """Words that fit a picture, among `labels` or the vocabulary; answered by `Description`."""

    path: Path
    labels: tuple[str, ...] = ()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Explain:
    """Where in a picture the words match, in the library or not; answered by `HeatMap`."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class GetStatus:
    """Answered by `EngineStatus`."""


@dataclass(frozen=True, slots=True)
class Catalogued:
    """The library changed: read and embed what is new. Answered by the number outstanding."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop embedding after the current batch; answered by None."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on embedding; answered by None."""


@dataclass(frozen=True, slots=True)
class UseEncoder:
    """Switch to the encoder of that name; answered by `EngineStatus`."""

    name: str


Request = (
    Search | Similar | Describe | Explain | GetStatus | Catalogued | Pause | Resume | UseEncoder
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits in order, those above the divider first.

    `searched` of `of` photos had embeddings. `sentence` says in words what the user should
    know ("No confident match …"), None when there is nothing to say. `path` names the way the
    planner took ("exact", "exact on 120 photos", "hnsw", "filter").
    """

    query: str
    hits: tuple[Hit, ...]
    searched: int
    of: int
    milliseconds: float
    path: str
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A word, its probability among the words compared, and its cosine."""

    label: str
    probability: float
    score: float


@dataclass(frozen=True, slots=True)
class Description:
    """The words that fit a picture best, most probable first."""

    path: Path
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """How well the words fit each place of the upright photo, from its top left.

    `grid` has rows of heat in 0…1, relative to the other places of the photo. `box` (x, y,
    width, height) surrounds the hottest region, in pixels of a photo of `size` (width, height).
    """

    path: Path
    text: str
    grid: tuple[tuple[float, ...], ...]
    box: tuple[int, int, int, int]
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What the engine holds. `encoder` is None where there are no weights.

    `embedded` counts the photos that have a vector, `embedded_since_start` those that this
    engine embedded itself, again where their file had changed.
    """

    encoder: str | None
    dim: int
    device: str
    precision: str
    index_kind: str
    index_count: int
    index_generation: int
    embedded: int
    embedded_since_start: int
    outstanding: int
    paused: bool


@dataclass(frozen=True, slots=True)
class PhotosRead:
    """Event: what the decoders found, for the library and the thumbnail store."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Embedding:
    """Event: how far reading and embedding are."""

    progress: Progress
    paused: bool = False
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Event: a sentence for a banner (for example a fall-back to the CPU)."""

    sentence: str
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Died:
    """Event made by the client itself: the engine's process ended without being asked to."""

    sentence: str
    exit_status: int | None = None


Event = PhotosRead | Embedding | Notice | Died
