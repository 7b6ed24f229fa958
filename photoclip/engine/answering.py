"""All that answers with one encoder: its vectors in memory, its searcher, suggester and states.

Everything is made when it is first needed. To switch encoders is to put another one of these in
its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from photoclip.clip.catalogue import languages_of
from photoclip.clip.loading import load_encoder, spec_of
from photoclip.domain import EncoderSpec
from photoclip.engine.captioning import CaptionWriter
from photoclip.engine.reference import ordinary
from photoclip.engine.searching import Searcher
from photoclip.engine.states import StateKeeper
from photoclip.engine.suggesting import Suggester
from photoclip.engine.words import Words, phrases
from photoclip.errors import NoWeights
from photoclip.images.apart import Apart
from photoclip.images.reading import Reading, Recipe
from photoclip.library import adapters
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.search import states
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.backends import HNSW, at_rest, open_index
from photoclip.vectors.encoder import Encoder, Vectors
from photoclip.vectors.seam import IndexStatus, VectorIndex
from photoclip.vectors.store import VectorStore

Tell = Callable[[str], None]


class Answering:
    """One encoder, and what works with it. `no_weights` says why there is none."""

    def __init__(
        self,
        home: Home,
        library: Library,
        store: VectorStore,
        name: str,
        device: str,
        tell: Tell,
        decoders: Apart,
        *,
        precision: str = "auto",
        backend: str = HNSW,
        encoder: Encoder | None = None,
    ) -> None:
        """`encoder` is the one of that name, if it was loaded already; `backend` the index's."""
        self._decoders = decoders
        self.name, self.device = name, device
        self.no_weights = ""
        self.lags = False  # the graph, behind the vectors
        self._home, self._library, self._store, self._tell = home, library, store, tell
        self._precision, self._encoder, self._backend = precision, encoder, backend
        self._writable = not store.read_only
        self._index: VectorIndex | None = None
        self._searcher: Searcher | None = None
        self._suggester: Suggester | None = None
        self._keeper: StateKeeper | None = None
        self._writer: CaptionWriter | None = None

    def close(self) -> None:
        """Save the index."""
        if self._index is not None:
            self._index.close()

    @property
    def encoder(self) -> Encoder:
        """The encoder, loaded now if it was not yet. Raises `NoWeights`."""
        if self._encoder is None:
            self._encoder = load_encoder(
                self._home, self.name, self.device, self._precision, self._tell, threads=1
            )
            self.device = self._encoder.device
        return self._encoder

    @property
    def spec(self) -> EncoderSpec | None:
        """The space of the encoder, known without loading it; None without weights."""
        if self._encoder is not None:
            return self._encoder.spec
        try:
            return spec_of(self._home, self.name, precision=self._precision)
        except NoWeights as error:
            self.no_weights = str(error)
            return None

    @property
    def recipe(self) -> Recipe:
        """What the encoder wants to see."""
        height, width = self.encoder.image_size
        return Recipe(height, width, self.encoder.resize_mode, self.encoder.interpolation)

    def read(self, path: Path) -> Reading:
        """A picture that may lie anywhere, as the encoder wants to see it."""
        return self._decoders.read(0, path, self.recipe)

    @property
    def index(self) -> VectorIndex:
        """The vectors of the encoder in memory, loaded now if they were not yet."""
        if self._index is None:
            self._index = open_index(
                self._store, self.encoder.spec, self._home.indexes, self._backend, self._tell
            )
            self.lags = True
        return self._index

    @property
    def suggesting(self) -> Suggester | None:
        """The suggester, if there is work for it."""
        busy = self._suggester is not None and self._suggester.busy
        return self._suggester if busy else None

    @property
    def building(self) -> bool:
        """Whether a graph is being built in a child process."""
        return self._index is not None and self._index.status().building

    def searcher(self) -> Searcher:
        """A searcher over what the index holds now."""
        if self._searcher is None:
            self._searcher = Searcher(
                self._library,
                self.encoder,
                self.index,
                self.recipe,
                self._store.suggested(self.encoder.spec),
                self._store.captions,
                self.adapter(),
                said=self.said,
                likely=lambda state: self.states().likely(state),
                english_only=languages_of(self._home, self.name) == "English",
                read=self.read,
            )
        self.index.refresh()
        return self._searcher

    def suggester(self) -> Suggester:
        """A suggester over what the index holds now."""
        if self._suggester is None:
            kept = self._store.suggested(self.encoder.spec)
            self._suggester = Suggester(
                self._library, self.index, self.words(), kept, writable=self._writable
            )
        self.index.refresh()
        return self._suggester

    def captions(self) -> CaptionWriter:
        """Who writes captions with the encoder."""
        if self._writer is None:
            self._writer = CaptionWriter(
                self._library,
                lambda: self.encoder,
                self.name,
                self._store.captions,
                self.read,
                writable=self._writable,
            )
        return self._writer

    @property
    def captioning(self) -> CaptionWriter | None:
        """The writer of captions, if there is work for it."""
        return self._writer if self._writer is not None and self._writer.busy else None

    def states(self) -> StateKeeper:
        """Who knows how photos are, up to date with the index."""
        if self._keeper is None:
            space = self._store.space(self.encoder.spec)
            photos = ordinary(self.encoder, self.recipe, space, writable=self._writable)
            if not len(photos):
                photos = self.index.vectors(self.index.sample())[1]
            asked = states.phrases()
            texts = dict(zip(asked, self.said(asked), strict=True))
            judge = states.judge(texts, photos)
            kept = self._store.states(self.encoder.spec)
            self._keeper = StateKeeper(
                self._library, self.index, space, kept, judge, writable=self._writable
            )
        self.index.refresh()
        return self._keeper

    def said(self, wanted: Sequence[str]) -> Vectors:
        """The vectors of phrases that photoclip itself brings."""
        space = self._store.space(self.encoder.spec)
        return phrases(self.encoder, space, wanted, writable=self._writable)

    def words(self) -> Words:
        """Who turns tags into vectors."""
        space = self._store.space(self.encoder.spec)
        return Words(self.encoder, space, writable=self._writable, adapter=self.adapter())

    def adapter(self) -> Adapter | None:
        """What was learnt for this encoder and is in use, read afresh."""
        spec = self.spec
        found = None if spec is None else adapters.active(self._library, spec.key)
        return None if found is None else Adapter.from_bytes(found[1])

    def adapter_changed(self) -> None:
        """Another version is in use now."""
        if self._searcher is not None:
            self._searcher.adapter = self.adapter()
        if self._suggester is not None:
            self._suggester.adapt(self.adapter())

    def vectors_changed(self) -> None:
        """Photos came or went in the store."""
        if self._index is not None:
            self._index.refresh()
            self.lags = True

    def maintain(self) -> None:
        """A slice of work on the graph."""
        if self._index is not None:
            self.lags = self._index.maintain(0.05)

    def index_status(self) -> IndexStatus:
        """What the index holds, without loading it."""
        if self._index is not None:
            return self._index.status()
        spec = self.spec
        if spec is None:
            return IndexStatus("none", 0, 0, self.no_weights)
        return at_rest(self._store, spec, self._home.indexes, self._backend)
