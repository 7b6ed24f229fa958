"""`photoclip train`: makes a small dual encoder from photos with words."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from photoclip.cli.session import Outcome, Session, absolute
from photoclip.errors import InputError
from photoclip.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from photoclip.learning.pretraining.options import TrainOptions

OBJECTIVES = ("multi-positive", "clip", "convirt", "virtex", "coca")

_EPILOG = """\
PAIRS are folders of tar shards with a .jsonl beside each, folders with a table (captions.csv,
.json or .jsonl), folders of photos with a .txt of captions beside each, or a folder per class.

The stages: "text" teaches the text tower from a sentence encoder (needs the extra “train”),
"align" brings both towers into one space, "finetune" trains both end to end. With
"--stages finetune" and no --start-… everything is learnt from the pairs alone.

The objectives: "multi-positive" (CLIP where several texts fit a photo), "clip" and "convirt" as in
the papers; "virtex" predicts the caption from the photo and makes a start for others, not an
encoder to search with; "coca" contrasts and predicts at once. docs/objectives.md compares them.

On several GPUs or processes:
  torchrun --nproc-per-node N --local-ranks-filter 0 -m photoclip train …
Batches are then those of all processes together. Let one process decode the photos first.
"""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "train",
        help="train a small dual encoder from photos with words",
        description="Train a small dual encoder from image-text pairs.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("pairs", nargs="+", type=Path, metavar="PAIRS", help="photos with words")
    add("--out", type=Path, required=True, metavar="DIR", help="takes the finished model")
    add("--work", type=Path, metavar="DIR", help="takes caches and checkpoints (OUT-work)")
    add("--stages", metavar="LIST", help="of text,align,finetune (all; virtex: finetune)")
    add("--start-model", type=Path, metavar="DIR", help="a model of the same shape to start from")
    add("--start-text", type=Path, metavar="DIR", help="a model whose text tower to start from")
    add("--start-image", type=Path, metavar="TFLITE", help="quantised MobileNetV2 to start from")
    add("--texts", type=Path, nargs="+", default=[], metavar="FILE", help="more captions")
    add("--judged", type=Path, nargs="+", default=[], metavar="JSON", help="never learn these")
    add("--leave-out", nargs="+", default=[], metavar="WORD", help="never learn with a photo")
    add("--weigh", nargs="+", default=[], metavar="SOURCE=FACTOR", help="how often to draw them")
    add("--pseudo", type=float, default=0.3, help="share of draws named by the classifier (.3)")
    add("--crops", type=int, default=1, metavar="N", help="random crops a photo to align on (1)")
    add("--fitting", type=int, default=0, metavar="N", help="captions of --texts for labels (none)")
    add("--mode", choices=("squash", "shortest"), default="squash", help="how photos are resized")
    add("--cache-side", type=int, default=144, metavar="PX", help="photos are kept so large (144)")
    add("--image-size", type=int, default=224, metavar="PX", help="side of what the tower sees")
    add("--image-model", default="mobilenetv2_100", metavar="NAME", help="a model of timm")
    add("--text-width", type=int, default=256, metavar="N", help="width of the text tower")
    add("--text-layers", type=int, default=6, metavar="N", help="layers of the text tower")
    for stage, steps, batch in (("text", 2400, 512), ("align", 400, 1024), ("finetune", 1000, 256)):
        add(f"--{stage}-steps", type=int, default=steps, metavar="N", help=f"({steps:,})")
        add(f"--{stage}-batch", type=int, default=batch, metavar="N", help=f"({batch:,})")
    add(
        *("--objective", "--loss"),
        choices=OBJECTIVES,
        default=OBJECTIVES[0],
        help="contrast alone, captions alone (virtex), or both (coca)",
    )
    add("--caption-layers", type=int, default=2, metavar="N", help="of virtex and coca (2)")
    add(
        "--directions",
        choices=("both", "forward"),
        default="both",
        help="in which virtex predicts captions",
    )
    add("--align-rate", type=float, default=1e-3, metavar="RATE", help="(.001)")
    add("--bank", type=int, default=4096, metavar="N", help="more texts as negatives (4,096)")
    add("--average", type=float, default=0, metavar="DECAY", help="of the weights, in align (none)")
    add("--finetune-rate", type=float, default=1e-3, metavar="RATE", help="of the heads (.001)")
    add(
        "--trunk-rate",
        type=float,
        default=0.2,
        metavar="FACTOR",
        help="of a trunk that was started from, in finetune (.2; 0: it stays, and looks once)",
    )
    add("--text-rate", type=float, default=0.1, metavar="FACTOR", help="of the text tower (.1)")
    add("--image-pull", type=float, default=0, help="to how photos were seen at the start (none)")
    add("--least-crop", type=float, default=0.45, metavar="SHARE", help="of a photo's area (.45)")
    add(
        "--blend", type=float, default=0, metavar="SHARE", help="of --start-model at the end (none)"
    )
    add("--seed", type=int, default=0, help="of everything random")
    add("--threads", type=int, default=0, metavar="N", help="processor threads (all)")
    parser.set_defaults(run=run_train)


def run_train(options: argparse.Namespace, session: Session) -> Outcome:
    """Train and publish; an interrupted run goes on where it stopped when started again."""
    from photoclip.learning.pretraining.train import train

    bars = _Bars(session)
    try:
        result = train(
            [absolute(path) for path in options.pairs], _wanted(options), bars.show, CancelToken()
        )
    finally:
        bars.close()
    lines = [f"{result.steps:,} steps, loss {result.loss:.3f}."]
    if result.retrieval is not None:
        found = result.retrieval.text_to_image
        lines.append(
            f"Held-out text to image: R@1 {found.at_1:.3f}, R@5 {found.at_5:.3f}, "
            f"R@10 {found.at_10:.3f} among {result.retrieval.photos:,} photos."
        )
    if result.captioning is not None:
        said = result.captioning
        lines.append(
            f"Held-out captions: {said.loss:.3f} nats a token (another photo "
            f"{said.loss_other_photo:.3f}, frequencies alone {said.loss_unigram:.3f}), BLEU-1 "
            f"{said.bleu_1:.3f} ({said.bleu_1_floor:.3f}), CIDEr {said.cider:.2f} "
            f"({said.cider_floor:.2f})."
        )
    lines.append(f"The model is in {result.weights.parent}.")
    return Outcome(result.document(), lines)


def _wanted(options: argparse.Namespace) -> TrainOptions:
    from dataclasses import replace

    from photoclip.learning.pretraining.align import AlignOptions
    from photoclip.learning.pretraining.finetune import FinetuneOptions
    from photoclip.learning.pretraining.generative import HeadOptions
    from photoclip.learning.pretraining.options import ALIGN, FINETUNE, STAGES, TEXT, TrainOptions
    from photoclip.learning.pretraining.towers import Shape

    out = absolute(options.out)
    usual = ("finetune",) if options.objective == "virtex" else STAGES
    return TrainOptions(
        out=out,
        work=absolute(options.work) if options.work else out.with_name(out.name + "-work"),
        objective=options.objective,
        stages=usual
        if options.stages is None
        else tuple(stage for stage in options.stages.split(",") if stage),
        shape=Shape(
            image_model=options.image_model,
            image_size=options.image_size,
            text_width=options.text_width,
            text_layers=options.text_layers,
        ),
        start_model=absolute(options.start_model) if options.start_model else None,
        start_text=absolute(options.start_text) if options.start_text else None,
        start_image=absolute(options.start_image) if options.start_image else None,
        texts=[absolute(path) for path in options.texts],
        judged=[absolute(path) for path in options.judged],
        left_out=options.leave_out,
        weights=dict(_weight(text) for text in options.weigh),
        mode=options.mode,
        cache_side=options.cache_side,
        pseudo=options.pseudo,
        crops=options.crops,
        fitting=options.fitting,
        blend=options.blend,
        text=replace(TEXT, steps=options.text_steps),
        align=replace(
            ALIGN, steps=options.align_steps, rate=options.align_rate, average=options.average
        ),
        finetune=replace(FINETUNE, steps=options.finetune_steps, rate=options.finetune_rate),
        text_batch=options.text_batch,
        align_options=AlignOptions(batch=options.align_batch, bank=options.bank),
        finetune_options=FinetuneOptions(
            batch=options.finetune_batch,
            trunk_rate=options.trunk_rate,
            text_rate=options.text_rate,
            image_pull=options.image_pull,
            bank=options.bank,
            least=options.least_crop,
        ),
        head=HeadOptions(options.caption_layers, options.directions == "both"),
        seed=options.seed,
        threads=options.threads,
    )


def _weight(text: str) -> tuple[str, float]:
    source, _, factor = text.rpartition("=")
    try:
        weight = float(factor)
    except ValueError:
        weight = -1.0
    if not source or not weight >= 0:
        raise InputError(f"“{text}” should look like SOURCE=FACTOR, for example flickr8k=5.")
    return source, weight


class _Bars:
    """One progress bar at a time: a new name closes the last."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._name = ""
        self._bar = session.progress("train")

    def show(self, progress: Progress) -> None:
        """Draw where the work is."""
        if progress.name != self._name:
            self.close()
            self._name, self._bar = progress.name, self._session.progress(progress.name)
        self._bar.update(progress.done, progress.total, progress.note)

    def close(self) -> None:
        """Leave the line."""
        self._bar.close()
