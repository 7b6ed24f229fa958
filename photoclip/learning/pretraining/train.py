"""Trains a small dual encoder from photos with words, stage by stage, and publishes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import open_clip
import torch
from numpy.typing import NDArray

from photoclip.errors import InputError
from photoclip.jobs import CancelToken, Report
from photoclip.learning.evaluation import RetrievalFigures
from photoclip.learning.pretraining.align import Align, AlignOptions, HeldOut, held_out, text_table
from photoclip.learning.pretraining.distil import TEACHER_DIM, Distil, Sentences, teach
from photoclip.learning.pretraining.draw import Draw
from photoclip.learning.pretraining.features import trunk_features
from photoclip.learning.pretraining.finetune import Finetune, FinetuneOptions, held_out_figures
from photoclip.learning.pretraining.keeping import digest
from photoclip.learning.pretraining.lessons import read_judged, read_texts, text_lessons
from photoclip.learning.pretraining.loop import Schedule, Stage, read_log, run_stage
from photoclip.learning.pretraining.pairs import Pair, read_pairs
from photoclip.learning.pretraining.photos import load_photos
from photoclip.learning.pretraining.publish import publish
from photoclip.learning.pretraining.teachers import Classifier, SentenceTeacher, load_mobilenet
from photoclip.learning.pretraining.towers import Model, Shape, build, tokenize

STAGES = ("text", "align", "finetune")
TEXT = Schedule(steps=2400, rate=1e-3, warmup=200, measure_every=200)
ALIGN = Schedule(steps=400, rate=1e-3, decay=0.1, measure_every=50)
FINETUNE = Schedule(steps=1000, rate=1e-3, decay=0.05, warmup=100, average=0.998)
_BANK = 32768  # texts to draw negatives from
_SURE = 0.4  # a classifier's top class counts as a pseudo-label from this probability on


@dataclass(frozen=True, slots=True)
class TrainOptions:
    """What to train, from what, and for how long; the defaults made the built-in model.

    stages: any of `STAGES`, in this order. start_image: a quantised MobileNetV2 (TFLite) to start
    the image tower from; without it the tower starts from nothing and needs the stage "finetune".
    texts: sentences without pictures for the stage "text". judged: captions never to learn.
    weights: how often photos of a source are drawn. mode: open_clip's resize mode. crops: how
    many random crops of each photo the stage "align" sees beside the whole. threads: of the
    processor, 0 for all.
    """

    out: Path
    work: Path
    stages: Sequence[str] = STAGES
    shape: Shape = field(default_factory=Shape)
    start_image: Path | None = None
    texts: Sequence[Path] = ()
    judged: Sequence[Path] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    mode: str = "squash"
    cache_side: int = 144
    phrases: int = 150_000
    pseudo: float = 0.3
    crops: int = 1
    text: Schedule = TEXT
    align: Schedule = ALIGN
    finetune: Schedule = FINETUNE
    text_batch: int = 512
    align_options: AlignOptions = field(default_factory=AlignOptions)
    finetune_options: FinetuneOptions = field(default_factory=FinetuneOptions)
    seed: int = 0
    threads: int = 0


@dataclass(frozen=True, slots=True)
class TrainResult:
    """What came out: steps done in all, the last loss, held-out retrieval, the weights' path."""

    steps: int
    loss: float
    retrieval: RetrievalFigures
    weights: Path

    def document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "steps": self.steps,
            "loss": self.loss,
            "retrieval": self.retrieval.document(),
            "weights": str(self.weights),
        }


class Teacher(Sentences, Protocol):
    """A sentence encoder that also lists the words it knows."""

    def words(self) -> list[str]:
        """Plain words, to be taught alone and in sentences."""
        ...


def train(
    sources: Sequence[Path],
    options: TrainOptions,
    report: Report,
    token: CancelToken,
    teacher: Callable[[], Teacher] = SentenceTeacher,
) -> TrainResult:
    """Read pairs, run the stages, keep the best weights of each by held-out retrieval, publish.

    Everything on the way lies under `options.work`; a killed run started again with the same
    options goes on where it was. Raises InputError where the data or the options cannot be used,
    MissingExtra where a teacher is not installed, Cancelled when asked to stop.
    """
    _check(options)
    if options.threads:
        torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    training = _Training(read_pairs(sources), options, report, token)
    if "text" in options.stages:
        training.text(teacher())
    if "align" in options.stages:
        training.align()
    if "finetune" in options.stages:
        training.finetune()
    return training.publish()


def _check(options: TrainOptions) -> None:
    unknown = set(options.stages) - set(STAGES)
    if unknown or not options.stages:
        raise InputError(f"The stages are {', '.join(STAGES)}.")
    if "finetune" not in options.stages and not options.start_image:
        raise InputError("An image tower that starts from nothing needs the stage “finetune”.")
    if "text" in options.stages and options.shape.dim != TEACHER_DIM:
        raise InputError(f"The stage “text” needs vectors of {TEACHER_DIM} numbers.")


class _Training:
    """The run on its way: the pairs that can be read, the model, and what the stages share."""

    def __init__(
        self, pairs: Sequence[Pair], options: TrainOptions, report: Report, token: CancelToken
    ) -> None:
        self._options, self._report, self._token = options, report, token
        photos = load_photos(pairs, options.cache_side, options.work, report, token)
        self._pairs, self._photos = pairs, photos
        self._learnt = self._where(held_out=False)
        self._aside = self._where(held_out=True)
        if not len(self._learnt):
            raise InputError("None of the photos to learn from can be read.")
        self._model: Model = build(options.shape, options.seed)
        self._classifier: Classifier | None = None
        if options.start_image:
            self._classifier = load_mobilenet(options.start_image, self._model.visual.trunk)
        self._names: Sequence[str] = ()
        self._lessons: Sequence[str] = ()
        # what the weights so far come from: a checkpoint is only good for exactly that
        self._made_of = [pair.key for pair in pairs]
        self._made_of += [str(options.shape), str(options.start_image), str(options.seed)]

    def _where(self, held_out: bool) -> NDArray[np.intp]:
        readable = self._photos.readable
        chosen = [i for i, p in enumerate(self._pairs) if readable[i] and p.held_out == held_out]
        return np.array(chosen, dtype=np.intp)

    def text(self, teacher: Teacher) -> None:
        """Distil the text tower."""
        options = self._options
        names = self._classifier.names if self._classifier else ()
        self._lessons = text_lessons(
            self._pairs,
            read_texts(options.texts),
            [*teacher.words(), *(name for name in names if name)],
            read_judged(options.judged),
            options.phrases,
            options.seed,
        )
        context = options.shape.context
        lessons = teach(self._lessons, teacher, context, options.work, self._report, self._token)
        stage = Distil(self._model, lessons, options.text_batch, options.seed)
        self._run(stage, options.text, digest(self._lessons), options.text_batch)

    def align(self) -> None:
        """Align the heads on what the frozen trunk sees."""
        options = self._options
        plain = self._features(self._learnt, seed=None)
        crops = [self._features(self._learnt, seed=1 + i) for i in range(options.crops)]
        aside = self._features(self._aside, seed=None)
        if self._classifier:
            self._names = self._classifier.sure(torch.from_numpy(np.array(plain)), _SURE)
        bank = text_table(self._model, self._bank())
        stage = Align(
            self._model,
            self._draw(),
            [plain, *crops],
            bank,
            aside,
            self._held(),
            replace(options.align_options, seed=options.seed),
        )
        seen = (options.crops, options.pseudo, options.mode, dict(options.weights))
        self._run(stage, options.align, seen, options.align_options)

    def finetune(self) -> None:
        """Learn end to end."""
        options = self._options
        stage = Finetune(
            self._model,
            self._draw(),
            self._photos,
            self._learnt,
            self._bank(),
            self._held_photos(),
            replace(
                options.finetune_options,
                mode=options.mode,
                fresh_image=options.start_image is None,
                fresh_text="text" not in options.stages,
                seed=options.seed,
            ),
        )
        seen = (options.pseudo, options.mode, dict(options.weights))
        self._run(stage, options.finetune, seen, options.finetune_options)

    def _run(self, stage: Stage, schedule: Schedule, *made_of: object) -> None:
        options = self._options
        self._made_of += [stage.name, str(schedule), *map(str, made_of)]
        name = digest(self._made_of)
        run_stage(stage, schedule, options.work, self._report, self._token, name)

    def publish(self) -> TrainResult:
        """Measure once more and write the folder."""
        options = self._options
        held = self._held_photos()
        figures = held_out_figures(self._model, self._photos, held, options.mode)
        log = read_log(options.work)
        log = [entry for entry in log if entry.stage in options.stages]
        weights = publish(
            self._model, options.shape, options.mode, options.out, self._record(figures), log
        )
        steps = sum({entry.stage: entry.step for entry in log}.values())
        return TrainResult(steps, log[-1].loss, figures, weights)

    def _record(self, figures: RetrievalFigures) -> dict[str, object]:
        options = self._options
        kept = {
            name: str(value) if isinstance(value, Path) else value
            for name, value in asdict(options).items()
            if name in ("stages", "mode", "phrases", "pseudo", "crops", "weights", "seed")
            or name == "text_batch"
            or name in (*STAGES, "align_options", "finetune_options")
        }
        return {
            "photos": {"learnt": len(self._learnt), "held_out": len(self._aside)},
            "sources": dict(Counter(self._pairs[i].source for i in self._learnt).most_common()),
            "texts": len(self._lessons),
            "options": kept,
            "versions": {"torch": torch.__version__, "open_clip": open_clip.__version__},
            "retrieval": figures.document(),
        }

    def _features(self, rows: NDArray[np.intp], seed: int | None) -> NDArray[np.float16]:
        options = self._options
        name = digest([str(options.start_image), *(self._pairs[i].key for i in rows)])
        return trunk_features(
            self._model,
            self._photos,
            rows,
            options.mode,
            name,
            options.work,
            self._report,
            self._token,
            seed,
        )

    def _draw(self) -> Draw:
        options = self._options
        learnt = [self._pairs[i] for i in self._learnt]
        return Draw(learnt, options.weights, options.seed, self._names, options.pseudo)

    def _held(self) -> HeldOut:
        return held_out([self._pairs[i] for i in self._aside], self._options.shape.context)

    def _held_photos(self) -> HeldOut:
        held = self._held()
        return replace(held, rows=self._aside[held.rows])

    def _bank(self) -> NDArray[np.uint16]:
        """Captions-like texts to tell the photos' own words from."""
        random = np.random.default_rng(self._options.seed)
        texts = self._lessons or self._draw().texts
        chosen = random.permutation(len(texts))[:_BANK]
        return tokenize([texts[i] for i in sorted(chosen)], self._options.shape.context)
