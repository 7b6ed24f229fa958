"""The engine as a plain object: owns encoder, vectors and index, answers requests, works in slices.

The command line uses it in its own process; `worker` puts it into a child of the window.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType

from photoclip.clip.catalogue import languages_of
from photoclip.clip.loading import load_encoder, spec_of
from photoclip.domain import EncoderSpec
from photoclip.engine import outstanding
from photoclip.engine.comparing import duplicates
from photoclip.engine.describing import describe
from photoclip.engine.explaining import explain, rotation_of
from photoclip.engine.indexing import Indexer
from photoclip.engine.messages import (
    AdapterChanged,
    Catalogued,
    CountTags,
    Describe,
    EngineStatus,
    Event,
    Explain,
    FindDuplicates,
    GetStatus,
    InState,
    Learning,
    LearningRequest,
    Learnt,
    Notice,
    Pause,
    Personalize,
    Request,
    Resume,
    Search,
    Similar,
    StatesOf,
    StopPersonalizing,
    Suggest,
    Tagging,
    UseEncoder,
)
from photoclip.engine.personalizing import Personalizing, gather
from photoclip.engine.reference import ordinary
from photoclip.engine.searching import Searcher
from photoclip.engine.states import StateKeeper
from photoclip.engine.suggesting import Suggester
from photoclip.engine.words import Words
from photoclip.errors import EngineError, InputError, NoWeights
from photoclip.images.pool import DecoderPool
from photoclip.images.reading import Recipe
from photoclip.jobs import Progress
from photoclip.library import adapters, photos, tags
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.search import states
from photoclip.settings import load
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import Encoder, Vectors
from photoclip.vectors.planner import HNSW_FROM, IndexStatus, PhotoIndex, at_rest
from photoclip.vectors.store import VectorStore

LEARNING_SECONDS = 0.1  # how often a run of personalizing is asked how far it is
MOST_DECODERS = 8
BUILD_SECONDS = 0.5  # how often a build of the graph in a child process is looked after


class Engine:
    """Answers one request at a time; between them `step` reads and embeds a little.

    Weights are loaded when they are first needed: a scan with nothing to do, or a status, never
    imports torch. Without weights photos are still read, and what needs them says so.
    `read_only` engines never write vectors and need no lock; `embed=False` only reads photos.
    """

    def __init__(
        self,
        home: Home,
        encoder: str | None = None,
        *,
        read_only: bool = False,
        embed: bool = True,
    ) -> None:
        self._home, self._read_only = home, read_only
        settings, _sentences = load(home.settings)
        self._name = encoder or settings.encoder
        self._device = settings.device
        self._events: list[Event] = []
        self._no_weights = ""
        with ExitStack() as stack:
            self._library = stack.enter_context(Library.open(home, read_only=True))
            self._store = stack.enter_context(
                VectorStore.open(home.vectors, library_uuid=self._library.uuid, read_only=read_only)
            )
            self._stack = stack.pop_all()
        self._encoder: Encoder | None = None
        self._index: PhotoIndex | None = None
        self._searcher: Searcher | None = None
        self._indexer: Indexer | None = None
        self._suggester: Suggester | None = None
        self._learner: Personalizing | None = None
        self._keeper: StateKeeper | None = None
        self._paused = settings.paused
        self._kept = 0
        self._index_lags = False
        self._embeds = embed

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Save the index, end the decoders, close the files."""
        if self._learner is not None:
            self._learner.close()
        if self._indexer is not None:
            self._indexer.close()
        if self._index is not None:
            self._index.close()
        self._stack.close()

    def answer(self, request: Request) -> object:
        """The answer of the protocol; raises PhotoclipError where the world is to blame."""
        match request:
            case Search():
                return self._search().search(request)
            case Similar():
                return self._search().similar(request)
            case Describe():
                return describe(request, self._library, self.encoder, self._words(), self._recipe())
            case Explain():
                return explain(request, self.encoder, rotation_of(self._library, request.path))
            case StatesOf(photo_ids):
                return self._states().of(photo_ids)
            case InState(state):
                return self._states().members(state)
            case FindDuplicates():
                self.index.refresh()
                return duplicates(self._library, self.index)
            case GetStatus():
                return self._status()
            case Catalogued():
                return self._take_stock()
            case Pause():
                self._pause(True)
            case Resume():
                self._pause(False)
            case UseEncoder(name):
                self._use(name)
                return self._status()
            case CountTags() if self.spec is None:
                return tuple(tags.counts(self._library))
            case Suggest(query=query) if query is not None:
                found = self._search().search(Search(query, limit=2**31))
                ids = tuple(hit.photo_id for hit in found.hits)
                return self._suggest().answer(replace(request, photo_ids=ids, query=None))
            case _ if isinstance(request, Tagging):
                return self._suggest().answer(request)
            case _ if isinstance(request, LearningRequest):
                return self._learn(request)
        return None

    @property
    def busy(self) -> bool:
        """Whether `step` has something to do at once."""
        reading = self._indexer is not None and self._indexer.busy
        suggesting = self._suggester is not None and self._suggester.busy
        return bool(self._events) or reading or suggesting or self._index_lags

    @property
    def patience(self) -> float | None:
        """Seconds until `step` should be called again; None: when something was asked."""
        if self.busy:
            return 0.0
        if self._learner is not None and self._learner.busy:
            return LEARNING_SECONDS
        return BUILD_SECONDS if self._index and self._index.status().building else None

    def step(self) -> list[Event]:
        """One slice of background work, about a fifth of a second at most."""
        events, self._events = self._events, []
        if self._learner is not None:
            events += self._learner.step()
        if self._suggester is not None and self._suggester.busy:
            events += self._suggester.step()
        elif self._indexer is not None and self._indexer.busy:
            events += self._indexer.step()
        elif self._index is not None:
            self._index_lags = self._index.maintain(0.05)
        return events

    def settle(self) -> None:
        """Bring the graph up to date with the vectors; for whoever waits for all of it."""
        if not self._read_only and self._kept and self._status().embedded >= HNSW_FROM:
            self.index.refresh()
            self.index.settle()

    @property
    def encoder(self) -> Encoder:
        """The encoder, loaded now if it was not yet. Raises `NoWeights`."""
        if self._encoder is None:
            self._encoder = load_encoder(
                self._home,
                self._name,
                self._device,
                notice=self._tell,
                threads=1,
            )
        return self._encoder

    @property
    def spec(self) -> EncoderSpec | None:
        """The space of the encoder, known without loading it; None without weights."""
        if self._encoder is not None:
            return self._encoder.spec
        try:
            return spec_of(self._home, self._name)
        except NoWeights as error:
            self._no_weights = str(error)
            return None

    @property
    def index(self) -> PhotoIndex:
        """The vectors of the encoder in memory, loaded now if they were not yet."""
        if self._index is None:
            self._index = PhotoIndex(self._store, self.encoder.spec, self._home.indexes)
            self._index_lags = True
        return self._index

    def _search(self) -> Searcher:
        """A searcher over what the index holds now."""
        if self._searcher is None:
            kept = self._store.suggested(self.encoder.spec)
            self._searcher = Searcher(
                self._library,
                self.encoder,
                self.index,
                self._recipe(),
                kept,
                self._adapter(),
                likely=lambda state: self._states().likely(state),
                english_only=languages_of(self._home, self._name) == "English",
            )
        self.index.refresh()
        return self._searcher

    def _suggest(self) -> Suggester:
        """A suggester over what the index holds now."""
        if self._suggester is None:
            kept = self._store.suggested(self.encoder.spec)
            self._suggester = Suggester(
                self._library, self.index, self._words(), kept, writable=not self._read_only
            )
        self.index.refresh()
        return self._suggester

    def _states(self) -> StateKeeper:
        """Who knows how photos are, up to date with the index."""
        if self._keeper is None:
            space, writable = self._store.space(self.encoder.spec), not self._read_only
            photos = ordinary(self.encoder, self._recipe(), space, writable=writable)
            if not len(photos):
                photos = self.index.vectors(self.index.sample())[1]
            said = states.phrases()
            texts = dict(zip(said, self.encoder.encode_texts(said), strict=True))
            judge = states.judge(texts, photos)
            kept = self._store.states(self.encoder.spec)
            self._keeper = StateKeeper(
                self._library, self.index, space, kept, judge, writable=writable
            )
        self.index.refresh()
        return self._keeper

    def _words(self) -> Words:
        space = self._store.space(self.encoder.spec)
        writable = not self._read_only
        return Words(self.encoder, space, writable=writable, adapter=self._adapter())

    def _adapter(self) -> Adapter | None:
        """What was learnt for this encoder and is in use, read afresh."""
        found = adapters.active(self._library, self.encoder.spec.key)
        return None if found is None else Adapter.from_bytes(found[1])

    def _learn(self, request: LearningRequest) -> object:
        match request:
            case Personalize(keep_unverified):
                if self._learner is not None and self._learner.running:
                    raise EngineError("Personalizing is under way already.")
                self.index.refresh()
                gathered = gather(self._library, self.encoder, self._words(), self.index)
                self._learner = Personalizing(
                    gathered, self.encoder.spec.key, self.encoder.device, keep_unverified
                )
            case StopPersonalizing():
                if self._learner is not None:
                    self._learner.cancel()
            case Learnt():
                if self._learner is None:
                    raise InputError("Personalizing was not begun.")
                running = self._learner.running
                return Learning(Progress("Learning")) if running else self._learner.result()
            case AdapterChanged():
                if self._searcher is not None:
                    self._searcher.adapter = self._adapter()
                if self._suggester is not None:
                    self._suggester.adapt(self._adapter())
        return None

    def _recipe(self) -> Recipe:
        height, width = self.encoder.image_size
        return Recipe(height, width, self.encoder.resize_mode, self.encoder.interpolation)

    def _tell(self, sentence: str) -> None:
        self._events.append(Notice(sentence))

    def _take_stock(self) -> int:
        """Find what is to be read or embedded; returns how many photos that are."""
        spec = self.spec if self._embeds else None
        stamps = self._store.space(spec).stamps() if spec is not None else None
        todo = outstanding.photos_to_do(self._library, stamps)
        if spec is not None and stamps:
            forgotten = outstanding.forgotten(self._library, stamps)
            if forgotten and not self._read_only:
                self._store.space(spec).remove(forgotten)
                self._store.suggested(spec).forget_photos(forgotten)
                self._store.states(spec).forget(forgotten)
        if todo and self._indexer is None:
            self._indexer = self._new_indexer(embed=spec is not None)
        if self._indexer is not None:
            self._indexer.want(todo)
            return self._indexer.outstanding
        return 0

    def _new_indexer(self, *, embed: bool) -> Indexer:
        recipe = self._recipe() if embed else None
        pool = self._stack.enter_context(DecoderPool(decoders(), recipe))
        encoder = self.encoder if embed else None
        on_cpu = encoder is not None and encoder.device == "cpu"
        indexer = Indexer(
            pool,
            encoder,
            self._keep,
            lambda: photos.rotations(self._library),
            lanes=cores() if on_cpu else 1,
        )
        indexer.paused = self._paused
        if not embed and self._no_weights:
            self._tell(f"{self._no_weights} Photos are read, but cannot be searched by words.")
        return indexer

    def _keep(self, ids: Sequence[int], stamps: Sequence[str], vectors: Vectors) -> None:
        self._kept += len(ids)
        refused = self._store.space(self.encoder.spec).put(ids, stamps, vectors)
        if len(refused):
            self._tell(f"{len(refused)} photos gave no usable embedding.")
        if self._index is not None:
            self._index.refresh()
            self._index_lags = True

    def _pause(self, paused: bool) -> None:
        self._paused = paused
        if self._indexer is not None:
            self._indexer.paused = paused

    def _use(self, name: str) -> None:
        spec_of(self._home, name)  # refuse before anything is given up
        if self._learner is not None:
            self._learner.close()
            self._learner = None
        if self._index is not None:
            self._index.close()
        if self._indexer is not None:
            self._indexer.close()
        self._name, self._encoder, self._searcher = name, None, None
        self._index = self._indexer = self._suggester = self._keeper = None
        self._take_stock()

    def _status(self) -> EngineStatus:
        spec = self.spec
        if spec is None:
            found = IndexStatus("none", 0, 0, self._no_weights)
        elif self._index is not None:
            found = self._index.status()
        else:
            found = at_rest(self._store, spec, self._home.indexes)
        return EngineStatus(
            encoder=spec.name if spec else None,
            dim=spec.dim if spec else 0,
            device=self._encoder.device if self._encoder else self._device,
            precision=spec.precision if spec else "",
            index_kind=found.kind,
            index_count=found.count,
            index_generation=found.generation,
            embedded=self._store.space(spec).count if spec else 0,
            embedded_since_start=self._kept,
            outstanding=self._indexer.outstanding if self._indexer else 0,
            paused=self._paused,
            space=spec.key if spec else "",
            suggesting=self._suggester.outstanding if self._suggester else 0,
        )


def cores() -> int:
    """How many batches are encoded side by side: one for each processor.

    The decoders share the processors with them. Whoever is ahead waits for the other, because
    what was decoded may only run ahead so far; so both together use all that there is.
    """
    return os.cpu_count() or 1


def decoders() -> int:
    """A decoder for each processor, as far as their memory is worth it (60 MB each)."""
    return min(cores(), MOST_DECODERS)
