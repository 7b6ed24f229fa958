"""Switching encoders: the new space grows beside the one that answers, then takes its turn.

What is kept says all there is to know: the settings name the encoder that the user wants, the
store knows which space had its turn last and how far each of them is. So a switch goes on after
whatever interrupted it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from photoclip.clip.loading import load_encoder, spec_of
from photoclip.domain import EncoderSpec
from photoclip.engine.indexing import Indexer
from photoclip.engine.messages import Embedding, Event
from photoclip.engine.model_messages import Switching
from photoclip.engine.outstanding import Task, offline_among, to_embed
from photoclip.errors import NoWeights
from photoclip.images.pool import DecoderPool
from photoclip.images.reading import Recipe
from photoclip.jobs import Progress
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.vectors.encoder import Encoder, Vectors
from photoclip.vectors.store import VectorStore

Tell = Callable[[str], None]
MakePool = Callable[[Recipe], DecoderPool]


@dataclass(frozen=True, slots=True)
class Roles:
    """Who answers, who is to take over (None: nobody), and what the user should know of it."""

    answering: str
    coming: str | None = None
    precision: str = "auto"
    sentence: str = ""


def roles(home: Home, store: VectorStore, library: Library, wanted: str) -> Roles:
    """Who does what, where the user wants the encoder `wanted`. Loads no weights."""
    kept = store.turns.answering()
    if kept is None or kept.name == wanted:
        # Other weights of the same name have no texts for the old vectors: they answer at once.
        return Roles(wanted)
    if not _usable(home, kept):
        return Roles(wanted)
    try:
        spec = spec_of(home, wanted)
    except NoWeights as error:
        return Roles(kept.name, None, kept.precision, f"{error} {kept.name} answers instead.")
    if store.turns.had_turn(spec) or not is_worth_keeping(store, library, kept, spec):
        return Roles(wanted)
    return Roles(kept.name, wanted, kept.precision)


def is_worth_keeping(
    store: VectorStore, library: Library, kept: EncoderSpec, new: EncoderSpec
) -> bool:
    """Whether the answers of `kept` are better than those of an empty space that grows."""
    count = store.space(kept).count if kept in store.spaces() else 0
    if not count:
        return False
    begun = new in store.spaces() and store.space(new).count > 0
    return begun or 2 * count >= photos.counts(library).photos


def _usable(home: Home, kept: EncoderSpec) -> bool:
    """Whether the weights that made these vectors are still here."""
    try:
        return spec_of(home, kept.name, precision=kept.precision) == kept
    except NoWeights:
        return False


class Shadow:
    """The space of the encoder that is to take over, filled slice by slice.

    Photos that were read before are decoded again for their pixels alone. The weights are loaded
    at the first slice.
    """

    def __init__(
        self,
        home: Home,
        library: Library,
        store: VectorStore,
        name: str,
        device: str,
        lanes: Callable[[Encoder], int],
        pool: MakePool,
        tell: Tell,
    ) -> None:
        self.name = name
        self.paused = False
        self.kept = 0
        self._home, self._library, self._store = home, library, store
        self._device, self._lanes, self._pool, self._tell = device, lanes, pool, tell
        self._encoder: Encoder | None = None
        self._indexer: Indexer | None = None
        self._looked = self._worked = self._waits = False
        self._left: int | None = None

    @property
    def encoder(self) -> Encoder:
        """The encoder, loaded now if it was not yet. Raises `NoWeights`, `OutOfMemory`."""
        if self._encoder is None:
            self._encoder = load_encoder(
                self._home, self.name, self._device, notice=self._tell, threads=1
            )
        return self._encoder

    @property
    def spec(self) -> EncoderSpec:
        """The space; known without loading the encoder."""
        return self._encoder.spec if self._encoder else spec_of(self._home, self.name)

    @property
    def outstanding(self) -> int:
        """How many photos are still to be embedded, as far as it was looked."""
        if self._waits:
            return 0
        if self._indexer is not None and self._looked:
            return self._indexer.outstanding
        if self._left is None:
            self._left = len(self._todo())
        return self._left

    @property
    def busy(self) -> bool:
        """Whether `step` has something to do."""
        if self._indexer is not None and self._indexer.busy:
            return True
        return not self._waits and not self.paused

    def look_again(self) -> None:
        """There may be other photos now."""
        self._waits = self._looked = False
        self._left = None

    def pause(self, paused: bool) -> None:
        """Stop after the current batch, or go on."""
        self.paused = paused
        if self._indexer is not None:
            self._indexer.paused = paused

    def step(self) -> list[Event]:
        """Embed some photos; at the end `complete` says whether it may take its turn."""
        if self._indexer is None:
            encoder = self.encoder
            height, width = encoder.image_size
            recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation, thumb_side=0)
            self._indexer = Indexer(
                self._pool(recipe),
                encoder,
                self._keep,
                lambda: photos.rotations(self._library),
                lanes=self._lanes(encoder),
            )
            self._indexer.paused = self.paused
        if not self._looked or (self._worked and not self._indexer.outstanding):
            # What is done is looked at once more: others may have come meanwhile.
            self._looked, self._worked = True, False
            self._indexer.want(self._todo())
        if not self._indexer.outstanding:
            return []
        self._worked = True
        told: list[Event] = []
        for event in self._indexer.step():
            if isinstance(event, Embedding):
                progress = self._of_all(event.progress)
                told += [
                    Embedding(progress, event.paused, event.finished),
                    Switching(self.name, progress),
                ]
        return told

    @property
    def complete(self) -> bool:
        """Whether there is nothing left to do for now."""
        done = self._indexer is not None and not self._indexer.outstanding
        return done and self._looked and not self._worked

    def wait(self) -> None:
        """Nothing can be done until somebody calls `look_again`."""
        self._waits = True

    def unreachable(self, answering: EncoderSpec) -> int:
        """Photos that the other space has, and this one cannot have while their root is offline."""
        lacking = self._store.space(answering).stamps().keys() - self._stamps().keys()
        return offline_among(self._library, lacking)

    def close(self) -> None:
        """End the decoders and the lanes. What was embedded is kept."""
        if self._indexer is not None:
            self._indexer.close()
            self._indexer = None

    def _stamps(self) -> dict[int, str]:
        return self._store.space(self.spec).stamps()

    def _todo(self) -> list[Task]:
        return to_embed(self._library, self._stamps())

    def _keep(self, ids: Sequence[int], stamps: Sequence[str], vectors: Vectors) -> None:
        self.kept += len(ids)
        self._store.space(self.encoder.spec).put(ids, stamps, vectors)

    def _of_all(self, progress: Progress) -> Progress:
        """Of all photos, and not only of those that were left when this engine started."""
        left = (progress.total or 0) - progress.done
        done = self._store.space(self.encoder.spec).count
        return Progress(
            f"Preparing {self.name}",
            done,
            done + left,
            progress.note,
            progress.per_second,
            progress.seconds_left,
        )


def finished(name: str, sentence: str, *, relearn: bool = False) -> Switching:
    """The last event of a switch, for better or worse."""
    return Switching(name, Progress(f"Preparing {name}"), True, sentence, relearn)
