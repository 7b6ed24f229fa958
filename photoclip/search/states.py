"""How photos are (a screenshot, blurry, sensitive …), as probabilities from words and pixels.

For each state a photo is compared with phrases that describe it and with phrases that describe
what else it could be; the difference is measured in spreads of ordinary photos, those that
photoclip brings, so that it means the same for every encoder and does not move as a library
grows. A logistic curve makes a probability of it. The curves were fitted with the built-in
encoder; `photoclip bench states` says how good they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from photoclip.query.keys import COMPUTED
from photoclip.search.relevance import GENERIC
from photoclip.vectors.encoder import Vectors, normalised

Floats = NDArray[np.float64]

UNTOLD = 1.3
"""The sharpness that a picture is given which is too small to tell."""
AT_LEAST = 0.5
"""The probability from which a photo counts as being in a state."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one state is told.

    `phrases` describe it, `against` what it is confused with. p is the logistic function of
    `slope` · (ζ - `cut`), plus `blur` for each step that the picture is less sharp than `sharp`;
    a picture from a camera loses `camera` from the exponent. A `rival` is another state that
    shows itself in the same pictures: where its ζ is higher by more than `margin` it is that one
    (a negative margin: where this one does not lead by so much).
    """

    phrases: tuple[str, ...]
    against: tuple[str, ...]
    cut: float
    slope: float
    rival: str = ""
    margin: float = 0.0
    blur: float = 0.0
    sharp: float = 0.0
    camera: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of n photos: unit vectors (n, d), and as (n,) arrays the sharpness (NaN
    where unknown) and whether a camera left its name."""

    vectors: Vectors
    sharpness: Floats
    photographed: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Tells all states with one encoder; made by `judge`. `directions` is (states, d)."""

    directions: Vectors
    middle: Floats
    spread: Floats
    rule: str

    def zeta(self, vectors: Vectors) -> Floats:
        """(n, d) -> (n, states): how far each photo lies from ordinary ones, in their spreads."""
        scores = np.asarray(vectors @ self.directions.T, np.float64)
        return np.asarray((scores - self.middle) / self.spread, np.float64)

    def probabilities(self, known: Known) -> NDArray[np.float32]:
        """(n, states) in the order of `COMPUTED`; NaN where something needed is not known."""
        zeta = self.zeta(known.vectors)
        columns = []
        for place, state in enumerate(COMPUTED):
            rule = RULES[state]
            beyond = zeta[:, place] - rule.cut
            if rule.rival:
                lead = zeta[:, place] - zeta[:, COMPUTED.index(rule.rival)]
                beyond = np.minimum(beyond, lead + rule.margin)
            logit = rule.slope * beyond
            if rule.blur:
                told = np.where(known.sharpness == 0, UNTOLD, known.sharpness)
                logit = logit + rule.blur * (rule.sharp - told)
            logit = logit - rule.camera * known.photographed
            columns.append(0.5 * (1 + np.tanh(0.5 * logit)))
        found = dict(zip(COMPUTED, columns, strict=True))
        found["document"] = np.maximum(found["document"], found["receipt"])
        return np.stack([found[state] for state in COMPUTED], axis=1).astype(np.float32)


def phrases() -> tuple[str, ...]:
    """All phrases whose vectors `judge` needs, each once."""
    wanted = [phrase for rule in RULES.values() for phrase in (*rule.phrases, *rule.against)]
    return tuple(dict.fromkeys(wanted))


def judge(texts: Mapping[str, Vectors], ordinary: Vectors) -> Judge:
    """The judge of an encoder, from its vectors of `phrases` and of ordinary photos (m, d)."""
    directions = np.stack(
        [
            _mean(texts, RULES[state].phrases) - _mean(texts, RULES[state].against)
            for state in COMPUTED
        ]
    )
    scores = np.asarray(ordinary @ directions.T, np.float64)
    low, middle = np.quantile(scores, [0.25, 0.5], axis=0)
    spread = np.maximum((middle - low) / 0.6745, scores.std(axis=0) / 2)
    digest = blake2b(repr((VERSION, RULES)).encode(), digest_size=8)
    digest.update(np.ascontiguousarray(ordinary, np.float32).tobytes())
    return Judge(directions, middle, np.maximum(spread, 1e-3), digest.hexdigest())


def _mean(texts: Mapping[str, Vectors], wanted: tuple[str, ...]) -> Vectors:
    return np.asarray(normalised(np.stack([texts[one] for one in wanted])).mean(axis=0), np.float32)


VERSION = 1
_PHRASES_OF_SCREENS = (
    "a screenshot",
    "a screenshot of a computer screen",
    "a screenshot of a phone app",
    "a screenshot of a software window",
    "a user interface with buttons and menus",
    "a screenshot of a website",
)
RULES: dict[str, Rule] = {
    "sensitive": Rule(
        (
            "a photo of a naked person",
            "a nude woman",
            "a nude man",
            "pornography",
            "an explicit sexual photo",
            "a person without clothes",
            "a photo of genitals",
            "a bloody wound",
            "a gory photo of an injured body",
            "a dead body",
        ),
        (
            "a person in a swimsuit on a beach",
            "a child in a swimming pool",
            "a woman in a dress",
            "a man in shorts",
            "a group of people in clothes",
            "people in costumes",
            "a person playing sports",
            "a piece of clothing",
            "a baby",
            "a face",
            "a dog",
        ),
        cut=3.5,
        slope=2.5,
    ),
    "blurry": Rule(
        (
            "a blurry photo",
            "a photo that is out of focus",
            "a blurred photo with motion blur",
            "a low quality blurry picture",
        ),
        ("a sharp photo", "a clear photo in focus", "a high quality detailed picture"),
        cut=0.0,
        slope=0.2,
        blur=14.0,
        sharp=1.12,
    ),
    "screenshot": Rule(
        _PHRASES_OF_SCREENS,
        GENERIC,
        cut=6.75,
        slope=1.5,
        rival="receipt",
        margin=-4.5,
        camera=4.0,
    ),
    "document": Rule(
        (
            "a document",
            "a scanned document",
            "a page of printed text",
            "a photo of a letter",
            "a page of a book",
            "a form filled in by hand",
            "a photo of a sheet of paper with text",
        ),
        (*GENERIC, *_PHRASES_OF_SCREENS),
        cut=4.0,
        slope=2.5,
        rival="screenshot",
        margin=3.0,
    ),
    "receipt": Rule(
        (
            "a receipt",
            "a photo of a receipt",
            "a shop receipt with prices",
            "a till receipt on a table",
            "an invoice",
        ),
        (*GENERIC, *_PHRASES_OF_SCREENS),
        cut=3.25,
        slope=2.5,
        rival="screenshot",
        margin=4.7,
    ),
}
