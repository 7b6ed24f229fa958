"""The whole protocol between window and engine on one page: requests, answers, events.

The owner sends `Start` once. Then a client sends `(number, request)`; the engine answers
`(number, True, answer)` or `(number, False, exception)`. Events come unasked to the owner as
`(None, True, event)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from photoclip.domain import Hit, PhotoState, Suggestion
from photoclip.engine.caption_messages import Captioning, CaptionRequest
from photoclip.engine.model_messages import ModelRequest, ModelWork, Switching
from photoclip.images.reading import Reading
from photoclip.jobs import Progress
from photoclip.learning.personal.stages import Stage
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
    """Find photos for a query; answered by `Answer`.

    `pictures` are further examples to look like: files outside the library, or the bytes of a
    pasted one. `more` and `less` are hits of before that the user wants more or less of: the
    query moves towards or away from them, for this request alone. With `grouped` each hit says
    under whose tile it belongs.
    """

    query: Query
    limit: int = 500
    weak: bool = False
    pictures: tuple[Path | bytes, ...] = ()
    more: tuple[int, ...] = ()
    less: tuple[int, ...] = ()
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Similar:
    """Photos nearest to one or several examples; answered by `Answer`.

    `paths` may lie outside the library: they are decoded and encoded for the occasion, as are
    `pictures`, the bytes of picture files. `grouped` is as in `Search`.
    """

    photo_ids: tuple[int, ...] = ()
    paths: tuple[Path, ...] = ()
    limit: int = 60
    pictures: tuple[bytes, ...] = ()
    grouped: bool = False


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
class StatesOf:
    """How some photos are: blurry, sensitive, a screenshot …; answered by `States`."""

    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InState:
    """All photos in a state that is recognised (`query.keys.COMPUTED`); answered by `InStateNow`.

    The user's corrections count. Ask again after `Embedding` has finished or a correction.
    """

    state: str


@dataclass(frozen=True, slots=True)
class FindDuplicates:
    """Answered by `Duplicates`. Photos without a kept look can only be identical to others."""


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
class Suggest:
    """Suggest tags for photos: those given, those that a query finds, else all.

    `vocabulary` are text files with further words. Answered by `Scope` at once; the work goes
    on in the background, with `Suggesting` events. Nothing is applied.
    """

    photo_ids: tuple[int, ...] | None = None
    query: Query | None = None
    vocabulary: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class StopSuggesting:
    """Leave the photos that still wait as they are; answered by None."""


@dataclass(frozen=True, slots=True)
class SuggestionsOf:
    """What is suggested for some photos; answered by `Suggestions`."""

    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Some suggestions of a tag (None: of all), the most uncertain first, else the most certain.

    Answered by `Reviewed`. What was answered in between is not among them any more, so whoever
    goes through all of them asks for `offset` 0, or for the number of those skipped.
    """

    tag: str | None = None
    certain: bool = False
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class CountWaiting:
    """How many suggestions of each word wait for an answer; answered by `Waiting`."""


@dataclass(frozen=True, slots=True)
class WouldTag:
    """How many photos a tag would be suggested for from a probability on (None: the usual one).

    Answered by `Forecast`. Looks at the whole library, and at the tag alone.
    """

    tag: str
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class CountTags:
    """The user's tags and their counts; answered by a tuple of `TagCount`."""


@dataclass(frozen=True, slots=True)
class Personalize:
    """Learn from the verdicts and captions, in the background; answered by None at once.

    `Learning` events tell how far it is; `Learnt` asks for what came out. Raises InputError
    without verdicts. With `keep_unverified` what cannot be proven is kept, too.
    """

    keep_unverified: bool = False


@dataclass(frozen=True, slots=True)
class StopPersonalizing:
    """Stop learning; what is in use stays. Answered by None."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came out of the last `Personalize`: `Personalized`, or `Learning` while it runs.

    Raises `Cancelled` when it was stopped, and InputError when nothing was begun.
    """


@dataclass(frozen=True, slots=True)
class AdapterChanged:
    """Another version of what was learnt is in use in the library; answered by None."""


LearningRequest = Personalize | StopPersonalizing | Learnt | AdapterChanged
Tagging = (
    Suggest | StopSuggesting | SuggestionsOf | ReviewPage | CountWaiting | WouldTag | CountTags
)
Request = (
    Search
    | Similar
    | Describe
    | Explain
    | StatesOf
    | InState
    | FindDuplicates
    | GetStatus
    | Catalogued
    | Pause
    | Resume
    | ModelRequest
    | CaptionRequest
    | Tagging
    | LearningRequest
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits in order, those above the divider first.

    `searched` of `of` photos had embeddings. `sentences` say in words what the user should
    know ("No confident match …"), none when there is nothing to say. `path` names the way the
    planner took ("exact", "exact on 120 photos", "hnsw", "filter"). `matches` counts all photos
    above the divider, or that pass where nothing is ranked, those beyond the limit too; None
    where the graph answered and it is not known. `instead` is the query as it was probably meant
    where a word of it is misspelt. `switching` says how far the switch to another
    encoder is, None where there is none.
    """

    query: str
    hits: tuple[Hit, ...]
    searched: int
    of: int
    milliseconds: float
    path: str
    sentences: tuple[str, ...] = ()
    matches: int | None = None
    switching: str | None = None
    instead: str | None = None

    @property
    def sentence(self) -> str | None:
        """All sentences as one text; None where there is none."""
        return " ".join(self.sentences) or None


@dataclass(frozen=True, slots=True)
class States:
    """For every photo asked for and every state, in order of photo, how it is."""

    items: tuple[PhotoState, ...]


@dataclass(frozen=True, slots=True)
class InStateNow:
    """The photos in a state, ascending; so many more have not been looked at yet."""

    state: str
    photo_ids: tuple[int, ...]
    unknown: int


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
class Duplicates:
    """Groups of photo ids, in each first the one to keep.

    That is the best rated, then the one with most pixels, the largest, the first to come.
    `identical` have the same bytes, `same_picture` was saved again or resized, `similar` are
    shots of one moment. A photo stands in a later list with all its copies of the earlier ones.
    """

    identical: tuple[tuple[int, ...], ...]
    same_picture: tuple[tuple[int, ...], ...]
    similar: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """How well the words fit each place of the upright photo, from its top left.

    `grid` has rows of heat in 0…1, relative to the other places of the photo. `box` (x, y,
    width, height) surrounds the hottest region, in pixels of a photo of `size` (width, height).
    All are of the photo as it is shown, turned by `rotation` degrees clockwise by the user.
    """

    path: Path
    text: str
    grid: tuple[tuple[float, ...], ...]
    box: tuple[int, int, int, int]
    size: tuple[int, int]
    rotation: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """The photos that suggestions are being made for; so many more have no vector yet."""

    photo_ids: tuple[int, ...]
    without_vector: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Suggestions in order of photo, each photo's most probable first."""

    items: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A page of the review, and how many suggestions there are in all."""

    items: tuple[Suggestion, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Words that are suggested, most often first, and for how many photos; `total` of all.

    `elsewhere`: the encoder in use has suggested nothing yet, but another one did.
    """

    counts: tuple[tuple[str, int], ...]
    total: int
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """`count` photos would get a suggestion that the user has not answered.

    `above` are those just above the threshold, nearest first, `below` those just below it.
    """

    tag: str
    threshold: float
    count: int
    above: tuple[Suggestion, ...]
    below: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Personalized:
    """What personalizing found: the adapter's bytes, None where it is not to be adopted, and why.

    Whoever asked keeps the run in the library under `space` and then says `AdapterChanged`.
    `report` is the document that the command line prints, with photos by id; `snapshot` is the
    digest of the verdicts.
    """

    space: str
    data: bytes | None
    report: dict[str, object]
    snapshot: str


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What the engine holds. `encoder` is None where there are no weights.

    `space` is the key of its embedding space.

    `suggesting` counts the photos that wait for their suggestions, `captioning` those for a
    caption.
    `embedded` counts the photos that have a vector, `embedded_since_start` those that this
    engine embedded itself, again where their file had changed. `coming` is the encoder that
    takes over once its space is complete, which has `coming_embedded` photos by now.
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
    suggesting: int = 0
    captioning: int = 0
    space: str = ""
    coming: str | None = None
    coming_embedded: int = 0


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
class Suggesting:
    """Event: how far suggesting tags is, and how many suggestions there are by now."""

    progress: Progress
    suggestions: int
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Learning:
    """Event: how far a run of personalizing is, and its loss at that step.

    `losses` are the (fit, loss) of every step since the event before; each fit has a curve of
    its own. `stage` is None until the run says what it does.
    """

    progress: Progress
    loss: float | None = None
    finished: bool = False
    losses: tuple[tuple[int, float], ...] = ()
    stage: Stage | None = None


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


Event = (
    PhotosRead
    | Embedding
    | Suggesting
    | Captioning
    | Learning
    | Switching
    | ModelWork
    | Notice
    | Died
)
