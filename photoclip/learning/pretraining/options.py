"""What a training can be told: objective, stages, starts, schedules; and what cannot work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from photoclip.errors import InputError
from photoclip.learning.losses import KINDS
from photoclip.learning.pretraining.align import AlignOptions
from photoclip.learning.pretraining.distil import TEACHER_DIM
from photoclip.learning.pretraining.finetune import FinetuneOptions
from photoclip.learning.pretraining.generative import HeadOptions
from photoclip.learning.pretraining.loop import Schedule
from photoclip.learning.pretraining.towers import Shape

STAGES = ("text", "align", "finetune")
GENERATIVE = ("virtex", "coca")  # those that write captions
OBJECTIVES = (*KINDS, *GENERATIVE)
TEXT = Schedule(steps=2400, rate=1e-3, warmup=200, measure_every=200)
ALIGN = Schedule(steps=400, rate=1e-3, decay=0.1, measure_every=50)
FINETUNE = Schedule(steps=1000, rate=1e-3, decay=0.05, warmup=100, average=0.998)


@dataclass(frozen=True, slots=True)
class TrainOptions:
    """What to train, from what, and for how long.

    objective: one of `OBJECTIVES`; "multi-positive" is CLIP's where several texts fit a photo.
    The last two also write captions, with a `head` of their own, in the stage "finetune" alone.
    stages: any of `STAGES`, in this order; VirTex has but the last. start_model: a folder of a
    model of the same shape to start from; start_text: one whose text tower alone is taken;
    start_image: a quantised MobileNetV2 (TFLite) for the image tower. An image tower that starts
    from nothing needs the stage "finetune".
    texts: sentences without pictures for the stage "text". judged: captions never to learn.
    left_out: words never to learn together with a photo.
    fitting: so many sentences of `texts` for each photo that has labels alone: those that name a
    label and that `start_model` finds most like the photo.
    blend: the share of the start's weights in the finished ones.
    weights: how often photos of a source are drawn. mode: open_clip's resize mode. crops: how
    many random crops of each photo the stage "align" sees beside the whole. threads: of the
    processor, 0 for all.
    """

    out: Path
    work: Path
    objective: str = "multi-positive"
    stages: Sequence[str] = STAGES
    shape: Shape = field(default_factory=Shape)
    start_model: Path | None = None
    start_text: Path | None = None
    start_image: Path | None = None
    texts: Sequence[Path] = ()
    judged: Sequence[Path] = ()
    left_out: Sequence[str] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    mode: str = "squash"
    cache_side: int = 144
    phrases: int = 150_000
    pseudo: float = 0.3
    crops: int = 1
    fitting: int = 0
    blend: float = 0.0
    text: Schedule = TEXT
    align: Schedule = ALIGN
    finetune: Schedule = FINETUNE
    text_batch: int = 512
    align_options: AlignOptions = field(default_factory=AlignOptions)
    finetune_options: FinetuneOptions = field(default_factory=FinetuneOptions)
    head: HeadOptions = field(default_factory=HeadOptions)
    seed: int = 0
    threads: int = 0

    @property
    def contrast(self) -> str:
        """Which of `losses.KINDS` brings photos and texts together."""
        return "multi-positive" if self.objective in GENERATIVE else self.objective


def check(options: TrainOptions) -> None:
    """Raise InputError where such a training makes no sense."""
    if options.objective not in OBJECTIVES:
        raise InputError(f"The objectives are {', '.join(OBJECTIVES)}.")
    unknown = set(options.stages) - set(STAGES)
    if unknown or not options.stages:
        raise InputError(f"The stages are {', '.join(STAGES)}.")
    if options.objective == "virtex" and set(options.stages) != {"finetune"}:
        raise InputError(
            "VirTex has no space that texts and photos share: its only stage is “finetune”."
        )
    if options.objective == "coca" and "finetune" not in options.stages:
        raise InputError("CoCa learns to write captions in the stage “finetune”.")
    if "finetune" not in options.stages and not (options.start_image or options.start_model):
        raise InputError("An image tower that starts from nothing needs the stage “finetune”.")
    if "text" in options.stages and options.shape.dim != TEACHER_DIM:
        raise InputError(f"The stage “text” needs vectors of {TEACHER_DIM} numbers.")
    if options.fitting and not (options.start_model and options.texts):
        raise InputError("Fitting captions needs sentences, and a model to start from.")
    if options.blend and not options.start_model:
        raise InputError("There is nothing to blend with: name a model to start from.")
    if not 0 <= options.blend < 1:
        raise InputError("The share of the start in a blend lies from 0 to below 1.")
    if not 1 <= options.head.layers <= 12:
        raise InputError("The head that writes captions has 1 to 12 layers.")
