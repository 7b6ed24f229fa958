"""The engine as a plain object: owns encoder, vectors and index, answers requests, works in slices.

The command line uses it in its own process; `worker` puts it into a child of the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType

from photoclip.clip.loading import spec_of
from photoclip.domain import EncoderSpec
from photoclip.engine import outstanding
from photoclip.engine.answering import Answering
from photoclip.engine.caption_messages import CaptionRequest, WriteCaptions
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
)
from photoclip.engine.model_messages import ModelRequest, UseEncoder
from photoclip.engine.personalizing import Personalizing, gather
from photoclip.engine.processors import decoders, lanes_for
from photoclip.engine.shelf import Shelf
from photoclip.engine.switching import Roles, Shadow, finished, is_worth_keeping, roles
from photoclip.errors import EngineError, InputError, NoWeights, OutOfMemory
from photoclip.images.apart import Apart
from photoclip.images.pool import DecoderPool
from photoclip.images.reading import Recipe
from photoclip.jobs import Progress
from photoclip.library import photos, tags
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.settings import load
from photoclip.vectors.backends import usable
from photoclip.vectors.encoder import Encoder, Vectors
from photoclip.vectors.lance_index import LANCEDB
from photoclip.vectors.planner import HNSW_FROM
from photoclip.vectors.store import VectorStore

LEARNING_SECONDS = 0.1  # how often a run of personalizing is asked how far it is
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
        self._device, self._backend = settings.device, settings.index
        self._events: list[Event] = []
        with ExitStack() as stack:
            self._library = stack.enter_context(Library.open(home, read_only=True))
            self._store = stack.enter_context(
                VectorStore.open(home.vectors, library_uuid=self._library.uuid, read_only=read_only)
            )
            self._decoders = Apart(1)  # for pictures that a request names
            stack.callback(self._decoders.close)
            self._stack = stack.pop_all()
        # An encoder that is named answers and does so alone; else there may be a switch under way.
        self._named = encoder is not None
        wanted = settings.encoder
        found = Roles(encoder) if encoder else roles(home, self._store, self._library, wanted)
        self.answering = self._make(found.answering, precision=found.precision)
        self._coming = found.coming
        if found.sentence:
            self._tell(found.sentence)
        self._shadow: Shadow | None = None
        self._shelf = Shelf(home, self._library, self._store)
        self._indexer: Indexer | None = None
        self._learner: Personalizing | None = None
        self._paused = settings.paused
        self._kept = 0
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
        self._shelf.close()
        if self._shadow is not None:
            self._shadow.close()
        if self._indexer is not None:
            self._indexer.close()
        self.answering.close()
        self._stack.close()

    def answer(self, request: Request) -> object:
        """The answer of the protocol; raises PhotoclipError where the world is to blame."""
        match request:
            case Search():
                return replace(
                    self.answering.searcher().search(request), switching=self._switching()
                )
            case Similar():
                return self.answering.searcher().similar(request)
            case Describe():
                return describe(
                    request,
                    self._library,
                    self.answering.encoder,
                    self.answering.words(),
                    self.answering.read,
                )
            case Explain():
                rotation = rotation_of(self._library, request.path)
                encoder = self.answering.encoder
                return explain(request, encoder, rotation, self._decoders.decode)
            case StatesOf(photo_ids):
                return self.answering.states().of(photo_ids)
            case InState(state):
                return self.answering.states().members(state)
            case FindDuplicates():
                self.answering.index.refresh()
                return duplicates(self._library, self.answering.index)
            case GetStatus():
                return self._status()
            case Catalogued():
                return self._take_stock()
            case Pause():
                self._pause(True)
            case Resume():
                self._pause(False)
            case UseEncoder(name, now):
                self._use(name, now=now)
                return self._status()
            case _ if isinstance(request, ModelRequest):
                return self._shelf.answer(request, self.answering.name, self._coming)
            case CountTags() if self.answering.spec is None:
                return tuple(tags.counts(self._library))
            case Suggest(query=query) if query is not None:
                found = self.answering.searcher().search(Search(query, limit=2**31))
                ids = tuple(hit.photo_id for hit in found.hits)
                return self.answering.suggester().answer(
                    replace(request, photo_ids=ids, query=None)
                )
            case WriteCaptions(query=query) if query is not None:
                found = self.answering.searcher().search(Search(query, limit=2**31))
                ids = tuple(hit.photo_id for hit in found.hits)
                wanted = replace(request, photo_ids=ids, query=None)
                return self.answering.captions().answer(wanted)
            case _ if isinstance(request, CaptionRequest):
                return self.answering.captions().answer(request)
            case _ if isinstance(request, Tagging):
                return self.answering.suggester().answer(request)
            case _ if isinstance(request, LearningRequest):
                return self._learn(request)
        return None

    @property
    def busy(self) -> bool:
        """Whether `step` has something to do at once."""
        reading = self._indexer is not None and self._indexer.busy
        switching = self._shadow is not None and self._shadow.busy
        return (
            bool(self._events)
            or reading
            or switching
            or self.answering.lags
            or bool(self.answering.suggesting)
            or bool(self.answering.captioning)
        )

    @property
    def patience(self) -> float | None:
        """Seconds until `step` should be called again; None: when something was asked."""
        if self.busy:
            return 0.0
        if (self._learner is not None and self._learner.busy) or self._shelf.busy:
            return LEARNING_SECONDS
        return BUILD_SECONDS if self.answering.building else None

    def step(self) -> list[Event]:
        """One slice of background work, about a fifth of a second at most."""
        events, self._events = self._events, []
        events += self._shelf.step()
        if self._learner is not None:
            events += self._learner.step()
        if (suggester := self.answering.suggesting) is not None:
            events += suggester.step()
        elif self._indexer is not None and self._indexer.busy:
            events += self._indexer.step()
        elif (writer := self.answering.captioning) is not None:
            events += writer.step()
        elif self._shadow is not None and self._shadow.busy:
            events += self._advance(self._shadow)
        else:
            self.answering.maintain()
        return events

    def settle(self) -> None:
        """Bring the index up to date with the vectors; for whoever waits for all of it."""
        if not self._read_only and self._index_is_due(self._status()):
            self.answering.index.refresh()
            self.answering.index.settle()

    def _index_is_due(self, status: EngineStatus) -> bool:
        if usable(self._backend) == LANCEDB:  # which readers find only if it was written
            return bool(status.embedded) and (self._kept > 0 or status.index_kind != LANCEDB)
        return self._kept > 0 and status.embedded >= HNSW_FROM

    def _learn(self, request: LearningRequest) -> object:
        match request:
            case Personalize(keep_unverified):
                if self._learner is not None and self._learner.running:
                    raise EngineError("Personalizing is under way already.")
                now, encoder = self.answering, self.answering.encoder
                now.index.refresh()
                gathered = gather(self._library, encoder, now.words(), now.index)
                self._learner = Personalizing(
                    gathered, encoder.spec.key, encoder.device, keep_unverified
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
                self.answering.adapter_changed()
        return None

    def _tell(self, sentence: str) -> None:
        self._events.append(Notice(sentence))

    def _take_stock(self) -> int:
        """Find what is to be read or embedded; returns how many photos that are."""
        spec = self.answering.spec if self._embeds else None
        stamps = self._store.space(spec).stamps() if spec is not None else None
        todo = outstanding.photos_to_do(self._library, stamps)
        if spec is not None and stamps:
            forgotten = outstanding.forgotten(self._library, stamps)
            if forgotten and not self._read_only:
                self._store.space(spec).remove(forgotten)
                self._store.suggested(spec).forget_photos(forgotten)
                self._store.states(spec).forget(forgotten)
        if spec is not None:
            self._claim(spec)
        if todo and self._indexer is None:
            self._indexer = self._new_indexer(embed=spec is not None)
        if self._indexer is not None:
            self._indexer.want(todo)
        if self._shadow is None and self._coming and self._embeds and not self._read_only:
            self._shadow = self._new_shadow(self._coming)
        if self._shadow is not None:
            self._shadow.look_again()
        return self._outstanding()

    def _outstanding(self) -> int:
        some = self._indexer.outstanding if self._indexer else 0
        return some + (self._shadow.outstanding if self._shadow else 0)

    def _new_indexer(self, *, embed: bool) -> Indexer:
        recipe = self.answering.recipe if embed else None
        pool = self._new_pool(recipe)
        encoder = self.answering.encoder if embed else None
        indexer = Indexer(
            pool,
            encoder,
            self._keep,
            lambda: photos.rotations(self._library),
            lanes=lanes_for(encoder),
        )
        indexer.paused = self._paused
        if not embed and self.answering.no_weights:
            self._tell(
                f"{self.answering.no_weights} Photos are read, but cannot be searched by words."
            )
        return indexer

    def _new_pool(self, recipe: Recipe | None) -> DecoderPool:
        return self._stack.enter_context(DecoderPool(decoders(), recipe))

    def _new_shadow(self, name: str) -> Shadow:
        shadow = Shadow(
            self._home,
            self._library,
            self._store,
            name,
            self._device,
            lanes_for,
            self._new_pool,
            self._tell,
        )
        shadow.pause(self._paused)
        return shadow

    def _keep(self, ids: Sequence[int], stamps: Sequence[str], vectors: Vectors) -> None:
        self._kept += len(ids)
        space = self._store.space(self.answering.encoder.spec)
        first = not space.count
        refused = space.put(ids, stamps, vectors)
        if first:
            self._claim(space.spec)
        if len(refused):
            self._tell(f"{len(refused)} photos gave no usable embedding.")
        self.answering.vectors_changed()

    def _pause(self, paused: bool) -> None:
        self._paused = paused
        if self._indexer is not None:
            self._indexer.paused = paused
        if self._shadow is not None:
            self._shadow.pause(paused)

    def _use(self, name: str, *, now: bool) -> None:
        """Begin to switch, or switch at once where nothing would be lost by it."""
        spec = spec_of(self._home, name)  # refuse before anything is given up
        if self._shadow is not None:
            self._shadow.close()
        self._shadow, self._coming, self._named = None, None, False
        if name != self.answering.name:
            here = self.answering.spec
            kept = here is not None and is_worth_keeping(self._store, self._library, here, spec)
            if now or not kept or self._store.turns.had_turn(spec):
                self._adopt(name, None)
                return
            self._coming = name
        self._take_stock()

    def _advance(self, shadow: Shadow) -> list[Event]:
        """A slice of the switch; at its end the new encoder takes over."""
        try:
            events = shadow.step()
            here = self.answering.spec
            waiting = shadow.unreachable(here) if shadow.complete and here is not None else 0
        except (NoWeights, OutOfMemory) as error:
            shadow.close()
            self._shadow = self._coming = None
            sentence = f"{error} {self.answering.name} answers as before."
            return [Notice(sentence), finished(shadow.name, sentence)]
        if not shadow.complete:
            return events
        if waiting:
            shadow.wait()
            sentence = (
                f"{waiting:,} photos are in folders that are offline; {shadow.name} takes over "
                "when it has seen them, or when you tell it to begin without them."
            )
            return [*events, Notice(sentence), finished(shadow.name, sentence)]
        self._kept += shadow.kept
        learnt = self.answering.adapter() is not None
        self._adopt(shadow.name, shadow.encoder)
        relearn = learnt and self.answering.adapter() is None
        sentence = f"{shadow.name} answers now."
        if relearn:
            sentence += " What you taught the encoder before is kept for it; personalize again."
        return [*events, Notice(sentence), finished(shadow.name, sentence, relearn=relearn)]

    def _adopt(self, name: str, encoder: Encoder | None) -> None:
        """Answer with that encoder from now on; one transaction says so."""
        before, self._shadow, self._coming = self.answering.spec, None, None
        considered = self._store.suggested(before).considered() if before is not None else ()
        for part in (self._learner, self._indexer, self.answering):
            if part is not None:
                part.close()
        self._learner = self._indexer = None
        self.answering = self._make(name, encoder=encoder)
        if (spec := self.answering.spec) is not None and not self._read_only:
            self._store.space(spec)  # begun, if it was not
            self._store.turns.take(spec)
        self._take_stock()
        if encoder is not None and len(considered):
            # The thresholds are found anew; the verdicts that they come from are the same.
            self.answering.suggester().answer(Suggest(tuple(int(i) for i in considered)))

    def _make(
        self, name: str, *, precision: str = "auto", encoder: Encoder | None = None
    ) -> Answering:
        return Answering(
            self._home,
            self._library,
            self._store,
            name,
            self._device,
            self._tell,
            self._decoders,
            precision=precision,
            backend=self._backend,
            encoder=encoder,
        )

    def _claim(self, spec: EncoderSpec) -> None:
        """Say that this space answers, where that is not said yet and there is something in it."""
        if self._named or self._coming or self._read_only:
            return
        turns = self._store.turns
        said = turns.had_turn(spec) and turns.answering() == spec
        if not said and self._store.space(spec).count:
            turns.take(spec)

    def _switching(self) -> str | None:
        """How far the switch is, in words."""
        if self._coming is None:
            return None
        done = self._coming_embedded()
        return f"{self.answering.name} answers; {self._coming} has seen {done:,} photos so far."

    def _coming_embedded(self) -> int:
        if self._coming is None:
            return 0
        try:
            spec = self._shadow.spec if self._shadow else spec_of(self._home, self._coming)
        except NoWeights:
            return 0
        return self._store.space(spec).count if spec in self._store.spaces() else 0

    def _status(self) -> EngineStatus:
        spec, found = self.answering.spec, self.answering.index_status()
        suggester = self.answering.suggesting
        return EngineStatus(
            encoder=spec.name if spec else None,
            dim=spec.dim if spec else 0,
            device=self.answering.device,
            precision=spec.precision if spec else "",
            index_kind=found.kind,
            index_count=found.count,
            index_generation=found.generation,
            embedded=self._store.space(spec).count if spec else 0,
            embedded_since_start=self._kept + (self._shadow.kept if self._shadow else 0),
            outstanding=self._outstanding(),
            paused=self._paused,
            space=spec.key if spec else "",
            suggesting=suggester.outstanding if suggester else 0,
            captioning=writer.outstanding if (writer := self.answering.captioning) else 0,
            coming=self._coming,
            coming_embedded=self._coming_embedded(),
        )
