"""The words of photoclip as values: frozen dataclasses without any input or output."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Root:
    """A folder that the user asked us to keep. Offline means that it cannot be seen now."""

    id: int
    path: Path
    online: bool = True
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """A directory under a root."""

    id: int
    root_id: int
    path: Path
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a picture could not be read: a code for programs, a sentence for people."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a picture says about itself. Every field may be missing.

    `taken_at` is the camera's local time, naive. `width` and `height` are those of the upright
    picture, in pixels. `orientation` is EXIF's 1 to 8. Degrees are WGS 84. `duration_seconds`
    is a video's; `motion` says that a short video lies inside the picture's own file.
    """

    format: str | None = None
    width: int | None = None
    height: int | None = None
    orientation: int = 1
    taken_at: datetime | None = None
    camera: str | None = None
    lens: str | None = None
    iso: int | None = None
    aperture: float | None = None
    exposure_seconds: float | None = None
    focal_mm: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    animated: bool = False
    duration_seconds: float | None = None
    motion: bool = False


class CompanionKind(StrEnum):
    """What a further file of a photo is."""

    RAW = "raw"
    VIDEO = "video"
    SIDECAR = "sidecar"


@dataclass(frozen=True, slots=True)
class Companion:
    """A further file of a photo: its raw file, its live video, what programs say about it."""

    path: Path
    kind: CompanionKind
    size: int


class Flag(StrEnum):
    """Picked (a favourite), rejected, or neither."""

    PICK = "pick"
    REJECT = "reject"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture of the library: `path` is the file that is shown, `companions` are the others.

    `content_hash` is None until the file was read. `problem` says why it cannot be shown.
    `missing_since` is set while its file is gone from a root that is online. `favourite` and
    `rejected` are the user's flag: at most one of them is true. `rotation` is by how many degrees
    clockwise (0, 90, 180 or 270) the user turned the upright picture; the file stays as it is.
    `caption_unseen` says that a machine wrote the caption and that it was applied unseen.
    """

    id: int
    path: Path
    size: int
    mtime_ns: int
    content_hash: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    problem: Problem | None = None
    missing_since: datetime | None = None
    added_at: datetime | None = None
    rating: int = 0
    favourite: bool = False
    caption: str = ""
    rejected: bool = False
    rotation: int = 0
    caption_unseen: bool = False
    companions: tuple[Companion, ...] = ()

    @property
    def flag(self) -> Flag:
        """What the user said about keeping it."""
        if self.rejected:
            return Flag.REJECT
        return Flag.PICK if self.favourite else Flag.NONE

    @property
    def shown_size(self) -> tuple[int, int] | None:
        """Width and height in pixels as it is shown, turned; None while they are unknown."""
        width, height = self.metadata.width, self.metadata.height
        if not width or not height:
            return None
        return (height, width) if self.rotation in (90, 270) else (width, height)

    @property
    def is_raw(self) -> bool:
        """Whether there is a camera's raw file of it, alone or beside the picture."""
        return self.metadata.format == "raw" or self._has(CompanionKind.RAW)

    @property
    def is_video(self) -> bool:
        """Whether it is a video."""
        return self.metadata.duration_seconds is not None

    @property
    def is_live(self) -> bool:
        """Whether a short video belongs to the picture, beside it or in its own file."""
        return self.metadata.motion or self._has(CompanionKind.VIDEO)

    def _has(self, kind: CompanionKind) -> bool:
        return any(one.kind is kind for one in self.companions)


@dataclass(frozen=True, slots=True)
class Tag:
    """A word of the user's. `prompts` are phrases that describe it to the encoder.

    `parent` is the name of the tag above it, if any.
    """

    id: int
    name: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag with how often it was confirmed, rejected and is being suggested."""

    tag: Tag
    confirmed: int = 0
    rejected: int = 0
    suggested: int = 0
    threshold: float | None = None


class Source(StrEnum):
    """Where a verdict comes from.

    `AUTO` is a suggestion that the user had applied without looking at the photo: nothing is
    learnt from it, a stricter setting withdraws it, and any answer of the user's replaces it.
    """

    USER = "user"
    REVIEW = "review"
    IMPORT = "import"
    AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The user's answer to "does this tag fit this photo?"."""

    tag_id: int
    photo_id: int
    agreed: bool
    source: Source = Source.USER
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The machine's claim that a tag fits a photo, with a calibrated probability.

    `tag` is a name: the user may have no such tag yet.
    """

    tag: str
    photo_id: int
    probability: float


@dataclass(frozen=True, slots=True)
class Album:
    """A named set: picked by hand, or a saved query (a smart album)."""

    id: int
    name: str
    query: str | None = None
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A photo that answers a query.

    `score` is the cosine of the encoder in use (1.0 where a query only filters).
    `relevance` is in 0…1 and comparable between queries. `above` is above the divider
    (about 3 false hits expected in the library), `strong` above the strict cut (0.1 expected).
    `why` names what brought it: each phrase or example with its ζ, then each filter it passed.
    `under` is the hit under whose tile it belongs, a better one of the same picture or moment.
    """

    photo_id: int
    score: float
    relevance: float
    strong: bool = False
    above: bool = True
    why: tuple[str, ...] = ()
    under: int | None = None


@dataclass(frozen=True, slots=True)
class PhotoState:
    """Whether a photo is in a state such as "blurry": what the machine thinks, what the user says.

    `probability` is the machine's, None while it has not looked; `corrected` the user's answer,
    None without one. `holds` is what counts: the answer, else a probability that is high enough.
    """

    photo_id: int
    state: str
    probability: float | None
    corrected: bool | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One organising step that can be undone by name."""

    id: int
    name: str
    at: datetime
    undone: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation altered. Views look at it to know what to draw again.

    Ids name what is certain; `everything` says that ids are too many to list.
    """

    photos: frozenset[int] = frozenset()
    tags: bool = False
    verdicts: bool = False
    albums: bool = False
    roots: bool = False
    settings: bool = False
    vectors: bool = False
    suggestions: bool = False
    adapters: bool = False
    everything: bool = False

    def __or__(self, other: Changes) -> Changes:
        """Both changes together."""
        return Changes(
            photos=self.photos | other.photos,
            **{
                f.name: getattr(self, f.name) or getattr(other, f.name)
                for f in fields(Changes)
                if f.name != "photos"
            },
        )

    def __bool__(self) -> bool:
        return any(bool(getattr(self, f.name)) for f in fields(Changes))


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a scan found. `photos` in `added` and so on can be shown; `problems` cannot."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    missing: int = 0
    unchanged: int = 0
    problems: int = 0
    offline: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class EncoderSpec:
    """What makes embeddings comparable: vectors of different specs never mix.

    `digest` is the sha256 of the weights, `preprocessing` a canonical text of the image
    transform, `precision` the arithmetic class ("fp32", "bf16", …).
    """

    name: str
    digest: str
    dim: int
    preprocessing: str
    precision: str = "fp32"

    @property
    def key(self) -> str:
        """One line that identifies the embedding space."""
        return f"{self.name}|{self.digest}|{self.dim}|{self.preprocessing}|{self.precision}"
