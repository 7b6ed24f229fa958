"""`bench states`: how well blurry photos, screenshots and so on are told from ordinary ones."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from photoclip.cli.measured import encoder_of, folder_of, pictures_in, status_of
from photoclip.cli.session import Outcome, Session
from photoclip.engine.reference import ordinary
from photoclip.images.decode import decode
from photoclip.images.look import look_of
from photoclip.images.problems import PictureError
from photoclip.images.reading import THUMB_SIDE, Recipe, encoder_pixels
from photoclip.query.keys import COMPUTED
from photoclip.search import states
from photoclip.search.states import AT_LEAST, Known
from photoclip.vectors.encoder import Encoder

Pictures = Callable[[Image.Image], Image.Image]
Chances = NDArray[np.float32]

_BATCH = 32
_BLURS = ("blur 1", "blur 2", "blur 4", "motion 9", "motion 15")


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this kind of measurement."""
    bench = kinds.add_parser(
        "states", help="false alarms on ordinary photos, blur made by us, and folders of each state"
    )
    bench.add_argument("folder", type=Path, metavar="DIR", help="ordinary photos")
    for state in COMPUTED:
        bench.add_argument(
            f"--{state}", type=Path, metavar="DIR", help=f"pictures that are: {state}"
        )
    bench.add_argument("--encoder", metavar="NAME")
    bench.set_defaults(run=run_states)


def run_states(options: argparse.Namespace, session: Session) -> Outcome:
    """False alarms, and how many are found: at the cut, and as the area under the curve."""
    encoder = encoder_of(options.encoder, session)
    judge = _judge(encoder)
    files = pictures_in(folder_of(options.folder))
    usual, unread = _measured(encoder, judge, files, lambda image: image)
    document: dict[str, object] = {"encoder": encoder.spec.name, "photos": len(usual)}
    alarms = {
        state: round(float((usual[:, i] >= AT_LEAST).mean()), 4) for i, state in enumerate(COMPUTED)
    }
    document["false_alarms"] = alarms
    lines = [f"{len(usual):,} ordinary photos, encoder {encoder.spec.name}; false alarms:"]
    lines += [f"  {state:11} {alarms[state]:.4f}" for state in COMPUTED]
    blurry = COMPUTED.index("blurry")
    blurs = {}
    for name in _BLURS:
        found, _ = _measured(encoder, judge, files, _blurred(name))
        blurs[name] = _figures(found[:, blurry], usual[:, blurry])
    document["blurred"] = blurs
    lines += [f"{name:9} {_line(figures)}" for name, figures in blurs.items()]
    given = {}
    for place, state in enumerate(COMPUTED):
        folder: Path | None = getattr(options, state)
        if folder is not None:
            found, more = _measured(
                encoder, judge, pictures_in(folder_of(folder)), lambda image: image
            )
            unread += more
            given[state] = {"photos": len(found), **_figures(found[:, place], usual[:, place])}
            lines.append(f"{state} ({len(found):,} pictures) {_line(given[state])}")
    document["given"] = given
    return Outcome(document, lines, status_of(unread, session))


def _judge(encoder: Encoder) -> states.Judge:
    height, width = encoder.image_size
    recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation)
    asked = states.phrases()
    texts = dict(zip(asked, encoder.encode_texts(asked), strict=True))
    return states.judge(texts, ordinary(encoder, recipe))


def _measured(
    encoder: Encoder, judge: states.Judge, files: Sequence[Path], change: Pictures
) -> tuple[Chances, int]:
    """The probabilities (n, states) of pictures after a change, and how many cannot be read."""
    height, width = encoder.image_size
    recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation)
    found, unread = [np.empty((0, len(COMPUTED)), np.float32)], 0
    for first in range(0, len(files), _BATCH):
        pixels, sharpness = [], []
        for file in files[first : first + _BATCH]:
            try:
                image = change(decode(file).image)
            except PictureError:
                unread += 1
                continue
            small = image.copy()
            small.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
            pixels.append(encoder_pixels(image, recipe))
            sharpness.append(look_of(small).sharpness)
        if pixels:
            known = Known(
                encoder.encode_images(np.stack(pixels)),
                np.array(sharpness),
                np.zeros(len(pixels), np.bool_),
            )
            found.append(judge.probabilities(known))
    return np.concatenate(found), unread


def _blurred(name: str) -> Pictures:
    kind, size = name.split()
    if kind == "blur":
        return lambda image: image.filter(ImageFilter.GaussianBlur(float(size)))
    return lambda image: moved(image, int(size))


def moved(image: Image.Image, length: int) -> Image.Image:
    """As from a camera that moved by so many pixels, upwards to the right."""
    pixels = np.asarray(image, np.float32)
    steps = [(round(k * 0.87), round(k * 0.5)) for k in range(-(length // 2), length - length // 2)]
    total = np.zeros_like(pixels)
    for across, up in steps:
        total += np.roll(pixels, (up, across), axis=(0, 1))
    return Image.fromarray((total / len(steps)).astype(np.uint8))


def _figures(found: Chances, usual: Chances) -> dict[str, float]:
    order = np.concatenate([found, usual]).argsort(kind="stable").argsort()
    won = float(order[: len(found)].sum()) - len(found) * (len(found) - 1) / 2
    auc = won / max(len(found) * len(usual), 1)
    return {"found": round(float((found >= AT_LEAST).mean()), 4), "auc": round(auc, 4)}


def _line(figures: dict[str, float]) -> str:
    return f"found {figures['found']:.3f}, area under the curve {figures['auc']:.4f}"
