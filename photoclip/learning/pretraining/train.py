"""Trains a small dual encoder from photos with words, stage by stage, and publishes it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import open_clip
import torch
from numpy.typing import NDArray
from torch.nn.functional import normalize

from photoclip.errors import InputError
from photoclip.jobs import CancelToken, Report
from photoclip.learning.caption_figures import CaptionFigures
from photoclip.learning.evaluation import RetrievalFigures
from photoclip.learning.pretraining.align import Align, HeldOut, held_out, text_table
from photoclip.learning.pretraining.distil import Distil, Sentences, teach
from photoclip.learning.pretraining.draw import Draw
from photoclip.learning.pretraining.features import trunk_features
from photoclip.learning.pretraining.finetune import Finetune, FinetuneOptions, held_out_figures
from photoclip.learning.pretraining.fitting import fitting_captions
from photoclip.learning.pretraining.generative import Generative
from photoclip.learning.pretraining.keeping import digest, kept_rows
from photoclip.learning.pretraining.lessons import plain, read_judged, read_texts, text_lessons
from photoclip.learning.pretraining.loop import Schedule, Stage, read_log, run_stage
from photoclip.learning.pretraining.options import GENERATIVE, STAGES, TrainOptions, check
from photoclip.learning.pretraining.pairs import Pair, read_pairs, without_words
from photoclip.learning.pretraining.photos import in_a_row, load_photos
from photoclip.learning.pretraining.publish import RECORD, WEIGHTS, publish, publish_captioner
from photoclip.learning.pretraining.ranks import first_alone, joined, rank, world
from photoclip.learning.pretraining.sight import KeptSight, LiveSight, Sight, kept_maps
from photoclip.learning.pretraining.teachers import Classifier, SentenceTeacher, load_mobilenet
from photoclip.learning.pretraining.towers import (
    Model,
    blend,
    build,
    copied,
    place,
    start_from,
    tokenize,
)
from photoclip.learning.pretraining.writing import caption_figures

_KEPT: tuple[str, ...] = (
    "stages",
    "mode",
    "cache_side",
    "phrases",
    "pseudo",
    "crops",
    "weights",
    "fitting",
    "blend",
    "seed",
)
_KEPT += ("head", "text_batch", "left_out", "start_model", "start_text", "start_image")
_EXAMPLES = 20  # captions of held-out photos that the record shows
_BANK = 32768  # texts to draw negatives from
_SURE = 0.4  # a classifier's top class counts as a pseudo-label from this probability on


@dataclass(frozen=True, slots=True)
class TrainResult:
    """What came out: steps done in all, the last loss, held-out figures, the weights' path.

    `retrieval` is None after VirTex, which has no space to search in; `captioning` after all
    that does not write.
    """

    steps: int
    loss: float
    retrieval: RetrievalFigures | None
    weights: Path
    captioning: CaptionFigures | None = None

    def document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "steps": self.steps,
            "loss": self.loss,
            "retrieval": self.retrieval.document() if self.retrieval else None,
            "weights": str(self.weights),
            **({"captioning": self.captioning.document()} if self.captioning else {}),
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

    Under torchrun all processes train one model: batches are those of all ranks together.
    Everything on the way lies under `options.work`; a killed run started again with the same
    options goes on where it was. Raises InputError where the data or the options cannot be used,
    MissingExtra where a teacher is not installed, Cancelled when asked to stop.
    """
    check(options)
    if options.threads:
        torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    with joined() as device:
        parts = [without_words(read_pairs([path]), options.left_out) for path in sources]
        training = _Training(parts, options, device, report, token)
        if options.fitting:
            training.fit_captions()
        if "text" in options.stages:
            training.text(teacher)
        if "align" in options.stages:
            training.align()
        if "finetune" in options.stages:
            training.finetune()
        return training.publish()


class _Training:
    """The run on its way: the pairs that can be read, the model, and what the stages share."""

    def __init__(
        self,
        parts: Sequence[Sequence[Pair]],
        options: TrainOptions,
        device: torch.device,
        report: Report,
        token: CancelToken,
    ) -> None:
        self._options, self._report, self._token = options, report, token
        # what is computed of photos is kept for each part: another run may add parts
        with first_alone():
            self._parts = [
                (
                    part,
                    load_photos(part, options.cache_side, options.work, report, token).on(device),
                )
                for part in parts
            ]
        self._pairs = pairs = [pair for part in parts for pair in part]
        self._photos = in_a_row([photos for _, photos in self._parts])
        self._learnt = self._where(held_out=False)
        self._aside = self._where(held_out=True)
        if not len(self._learnt):
            raise InputError("None of the photos to learn from can be read.")
        self._model: Model = build(options.shape, options.seed)
        if options.start_model:
            start_from(self._model, options.start_model)
        if options.start_text:
            start_from(self._model, options.start_text, text_only=True)
        self._classifier: Classifier | None = None
        if options.start_image:
            self._classifier = load_mobilenet(options.start_image, self._model.visual.trunk)
        self._trunk = options.start_image or options.start_model
        self._model.to(device)
        self._first = copied(self._model) if options.blend else {}
        started = options.start_model or options.start_text
        self._fresh_text = started is None and "text" not in options.stages
        self._names: Sequence[str] = ()
        self._lessons: Sequence[str] = ()
        self._figures: RetrievalFigures | None = None  # of the last stage, where it knows them
        self._writer: Generative | None = None
        # what the weights so far come from: a checkpoint is only good for exactly that
        self._made_of = [
            part for pair in pairs for part in (pair.key, *pair.captions, *pair.labels)
        ]
        starts = (options.start_model, options.start_text, options.start_image)
        self._made_of += [str(options.shape), *map(str, starts), str(options.seed)]

    def _where(self, held_out: bool) -> NDArray[np.intp]:
        readable = self._photos.readable
        chosen = [i for i, p in enumerate(self._pairs) if readable[i] and p.held_out == held_out]
        return np.array(chosen, dtype=np.intp)

    def fit_captions(self) -> None:
        """Give photos that have labels alone the sentences that fit them best."""
        options = self._options
        judged = read_judged(options.judged)
        sentences = sorted({t for t in read_texts(options.texts) if plain(t) not in judged})
        with first_alone():
            features = self._features(seed=None)
        self._model.visual.head.eval()
        with torch.no_grad():
            head, device = self._model.visual.head, place(self._model)
            image = torch.cat(
                [
                    head(torch.from_numpy(rows.astype(np.float32)).to(device))
                    for rows in np.array_split(features, len(features) // 8192 + 1)
                ]
            )
            table = self._table(tokenize(sentences, options.shape.context))
            text = table @ self._model.text_projection
        found = fitting_captions(
            self._pairs, normalize(image, dim=1), sentences, normalize(text, dim=1), options.fitting
        )
        self._pairs = without_words(found, options.left_out)
        self._made_of += ["fitting", str(options.fitting), digest(sentences)]

    def text(self, called: Callable[[], Teacher]) -> None:
        """Distil the text tower."""
        teacher = called()
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
        with first_alone():
            lessons = teach(
                self._lessons, teacher, context, options.work, self._report, self._token
            )
        stage = Distil(self._model, lessons, options.text_batch, options.seed)
        self._run(stage, options.text, digest(self._lessons), options.text_batch)

    def align(self) -> None:
        """Align the heads on what the frozen trunk sees."""
        options = self._options
        with first_alone():
            every = self._features(seed=None)
            crops = [self._features(seed=1 + i)[self._learnt] for i in range(options.crops)]
        plain, aside = every[self._learnt], every[self._aside]
        if self._classifier:
            left_out = {word.lower() for word in options.left_out}
            names = self._classifier.sure(torch.from_numpy(plain), _SURE)
            self._names = ["" if name in left_out else name for name in names]
        draw, held = self._draw(), self._held()
        texts = self._table(tokenize(draw.texts, options.shape.context))
        bank = self._table(self._bank(self._lessons)) if self._lessons else texts[:_BANK]
        wanted = replace(options.align_options, seed=options.seed, loss=options.contrast)
        stage = Align(
            self._model,
            draw,
            texts,
            [plain, *crops],
            bank,
            aside,
            held,
            self._table(held.tokens),
            wanted,
        )
        seen = (options.crops, options.pseudo, options.mode, dict(options.weights))
        self._run(stage, options.align, seen, wanted)
        self._figures = stage.figures()

    def finetune(self) -> None:
        """Learn end to end."""
        options = self._options
        wanted = replace(
            options.finetune_options,
            loss=options.contrast,
            mode=options.mode,
            fresh_image=self._trunk is None,
            fresh_text=self._fresh_text,
            seed=options.seed,
        )
        seen = (options.pseudo, options.mode, dict(options.weights))
        self._figures = None
        model, draw, held = self._model, self._draw(), self._held_photos()
        if options.objective in GENERATIVE:
            writer = Generative(
                model,
                draw,
                self._photos,
                self._sight(wanted),
                self._learnt,
                held,
                wanted,
                options.head,
                contrast=options.objective == "coca",
            )
            self._run(writer, options.finetune, seen, wanted, options.objective, options.head)
            self._writer = writer
            return
        bank = self._bank(self._lessons or draw.texts)
        stage = Finetune(model, draw, self._photos, self._learnt, bank, held, wanted)
        self._run(stage, options.finetune, seen, wanted)

    def _run(self, stage: Stage, schedule: Schedule, *made_of: object) -> None:
        options = self._options
        self._made_of += [stage.name, str(schedule), *map(str, made_of)]
        name = digest(self._made_of)
        run_stage(stage, schedule, options.work, self._report, self._token, name)

    def publish(self) -> TrainResult:
        """Measure once more and write the folder."""
        options, held = self._options, self._held_photos()
        if options.blend:
            blend(self._model, self._first, options.blend)
            self._figures = None
        figures = self._figures
        if figures is None and options.objective != "virtex":
            figures = held_out_figures(self._model, self._photos, held, options.mode)
        log = read_log(options.work)
        log = [entry for entry in log if entry.stage in options.stages]
        written, examples = self._written(held)
        if not rank():
            record = self._record(figures, written, examples)
            searches = options.objective != "virtex"
            publish(self._model, options.shape, options.mode, options.out, record, log, searches)
            if self._writer is not None:
                publish_captioner(self._writer.captioner, options.out)
        steps = sum({entry.stage: entry.step for entry in log}.values())
        return TrainResult(steps, log[-1].loss, figures, options.out / WEIGHTS, written)

    def _written(self, held: HeldOut) -> tuple[CaptionFigures | None, dict[str, str]]:
        """How well held-out photos are captioned, and some of those captions by their keys."""
        if self._writer is None or not len(held.rows):
            return None, {}
        pairs = [self._pairs[i] for i in held.rows]
        learnt = [text for i in self._learnt for text in self._pairs[i].captions]
        figures, sentences = caption_figures(
            self._model,
            self._writer.captioner,
            self._live(),
            held,
            [pair.captions or pair.labels for pair in pairs],
            learnt or self._draw().texts,
        )
        keys = [pair.key for pair in pairs]
        return figures, dict(zip(keys[:_EXAMPLES], sentences[:_EXAMPLES], strict=True))

    def _record(
        self,
        figures: RetrievalFigures | None,
        written: CaptionFigures | None,
        examples: dict[str, str],
    ) -> dict[str, object]:
        options = self._options
        kept = {
            name: value.name if isinstance(value, Path) else value
            for name, value in asdict(options).items()
            if name in _KEPT or name in (*STAGES, "align_options", "finetune_options")
        }
        before: dict[str, object] = {}
        if options.start_model and (file := options.start_model / RECORD).is_file():
            before = json.loads(file.read_text(encoding="utf-8"))
        captions: dict[str, object] = {}
        if written is not None:
            captions = {"captioning": written.document(), "written": examples}
        return {
            "photos": {"learnt": len(self._learnt), "held_out": len(self._aside)},
            "sources": dict(Counter(self._pairs[i].source for i in self._learnt).most_common()),
            "texts": len(self._lessons),
            "processes": world(),
            "objective": options.objective,
            "options": kept,
            "versions": {"torch": torch.__version__, "open_clip": open_clip.__version__},
            "retrieval": figures.document() if figures else None,
            **captions,
            **({"started_from": before} if before else {}),
        }

    def _features(self, seed: int | None) -> NDArray[np.float16]:
        """(n pairs, width) of the trunk as it was at the start."""
        return self._of_parts(trunk_features, seed)

    def _sight(self, wanted: FinetuneOptions) -> Sight:
        """A trunk that learns looks at every step; one that does not has looked already."""
        if wanted.fresh_image or wanted.trunk_rate:
            return self._live(wanted.least)
        with first_alone():
            plain = self._of_parts(kept_maps, None)
            crops = [self._of_parts(kept_maps, 1 + i) for i in range(self._options.crops)]
        return KeptSight(self._model, plain, crops)

    def _live(self, least: float = 1.0) -> LiveSight:
        options = self._options
        return LiveSight(self._model, self._photos, options.mode, least, options.seed)

    def _of_parts(
        self, look: Callable[..., NDArray[np.float16]], seed: int | None
    ) -> NDArray[np.float16]:
        """What the trunk as it was at the start makes of the photos, part by part."""
        options = self._options
        found = []
        for pairs, photos in self._parts:
            name = digest([str(self._trunk), *(pair.key for pair in pairs)])
            found.append(
                look(
                    self._model,
                    photos,
                    options.mode,
                    name,
                    options.work,
                    self._report,
                    self._token,
                    seed,
                )
            )
        return found[0] if len(found) == 1 else np.concatenate(found)

    def _table(self, tokens: NDArray[np.uint16]) -> torch.Tensor:
        """(n, width) of the text tower as it is now, kept for the next run like this."""
        name = digest(
            [*self._made_of, str(tokens.shape), hashlib.sha256(tokens.tobytes()).hexdigest()]
        )
        with first_alone():
            table = kept_rows(
                self._options.work / f"texts-{name}.npy",
                (len(tokens), self._options.shape.text_width),
                np.float16,
                lambda rows: text_table(self._model, tokens[rows]).cpu().numpy(),
                8192,
                self._report,
                self._token,
            )
        return torch.from_numpy(table.astype(np.float32)).to(place(self._model))

    def _draw(self) -> Draw:
        options = self._options
        learnt = [self._pairs[i] for i in self._learnt]
        return Draw(learnt, options.weights, options.seed, self._names, options.pseudo)

    def _held(self) -> HeldOut:
        return held_out([self._pairs[i] for i in self._aside], self._options.shape.context)

    def _held_photos(self) -> HeldOut:
        held = self._held()
        return replace(held, rows=self._aside[held.rows])

    def _bank(self, texts: Sequence[str]) -> NDArray[np.uint16]:
        """Some of the texts as tokens, to tell the photos' own words from."""
        random = np.random.default_rng(self._options.seed)
        chosen = random.permutation(len(texts))[:_BANK]
        return tokenize([texts[i] for i in sorted(chosen)], self._options.shape.context)
