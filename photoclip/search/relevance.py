"""How much a score means: measured against what the same query scores over the whole library.

Cosines differ in place and spread from query to query and from encoder to encoder, so none is
ever compared with a constant. A score becomes ζ, its distance from the median of all photos in
units of the null's spread; how far is far enough follows from how many photos there are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

DIVIDER = 3.0  # false hits expected above the divider when nothing in the library matches
STRONG = 0.04  # the same for the strict cut: few, for what resembles is no chance
ENOUGH = 500  # photos from which their own scores are statistics enough
RELEVANCE_AT_DIVIDER, RELEVANCE_AT_STRONG = 0.5, 0.9

# Phrases of everyday photos, many with a colour and none of them rare. What they score over a
# library says where the scores of its encoder lie when a phrase has no particular match.
GENERIC = (
    "a photo of a person",
    "a group of people in black",
    "a child in a yellow shirt",
    "a man with white hair",
    "a woman in a red dress",
    "a black dog",
    "a grey cat",
    "an orange cat",
    "a bird in a tree",
    "a white horse in a green field",
    "a pink flower",
    "purple flowers",
    "a red rose",
    "a green forest path",
    "grey mountains",
    "snow on white mountains",
    "a beach by the blue sea",
    "a lake under a blue sky",
    "green grass",
    "yellow leaves in autumn",
    "an orange sunset",
    "grey clouds",
    "fireworks in a black sky",
    "a city street",
    "a tall building",
    "a white church",
    "a red brick house",
    "a bridge",
    "a bedroom with white walls",
    "a kitchen",
    "a blue chair",
    "a black desk in an office",
    "a plate of food",
    "a green salad",
    "a pink cake",
    "a cup of black coffee",
    "orange and yellow fruit",
    "a red car",
    "a white car",
    "a blue train",
    "a yellow bus",
    "a bicycle",
    "a white boat on cyan water",
    "an aeroplane",
    "people playing football",
    "somebody swimming",
    "a concert in purple light",
    "a computer screen",
    "a white page of text",
    "a receipt",
    "a green map",
    "a painting",
    "a pink toy",
    "black shoes",
    "a blue shirt",
    "a clock",
)

_NORMAL = NormalDist()
_MAD = 1.4826  # median absolute deviation -> standard deviation of a normal
_UPPER_QUARTILE = 0.6745
_LOPSIDED_AT_MOST = 1.5
_ASTRAY_AT_MOST = 2.0  # spreads of the prior's medians that a median may lie from theirs
_WIDER_AT_MOST = 1.1  # times the prior's spread
_LEAST_SIGMA = 0.004  # a tenth of what any encoder in use shows
_FEWEST, _FEWEST_STRONG = 500, 2_000
_SURE, _RESEMBLING = 0.99, 1.5
_PRIOR_WEIGHT = 50


@dataclass(frozen=True, slots=True)
class NullStatistics:
    """Where the scores of one query lie over the library when a photo does not match."""

    median: float
    sigma: float

    def zeta(self, scores: ArrayLike) -> Floats:
        """Scores -> ζ, the same shape: 0 is a typical photo, 1 one spread above it."""
        return (np.asarray(scores, np.float64) - self.median) / self.sigma


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of an encoder's nulls before a query is asked.

    Medians of queries lie around `median` with the spread `between`; scores lie around their
    query's median with the spread `sigma`.
    """

    median: float
    between: float
    sigma: float


def null_of(
    scores: ArrayLike, prior: Prior | None = None, *, least_sigma: float = _LEAST_SIGMA
) -> NullStatistics:
    """The null of one query from its scores (n,) over the library or a sample of it.

    The middle is the median. The spread is that of the lower half, which matches do not reach,
    or of the upper quartile where the null is lopsided, but at most half as much again: more
    than that is matches.

    A prior keeps both in bounds, so that something half of the photos show is not taken for the
    null; below 500 scores they are drawn towards it besides.
    """
    values = np.asarray(scores, np.float64)
    count = len(values)
    if not count:
        return NullStatistics(0.0, 1.0) if prior is None else _of(prior.median, prior.sigma)
    middle = float(np.median(values))
    if prior is None:
        return _of(middle, _spread(values, middle), least_sigma)
    between = max(prior.between, prior.sigma / 4, least_sigma / 4)
    highest = prior.median + _ASTRAY_AT_MOST * between
    if middle > highest:
        middle, sigma = highest, _lower(values, highest)
    else:
        middle = max(middle, prior.median - _ASTRAY_AT_MOST * between)
        sigma = _spread(values, middle)
    sigma = min(sigma, _WIDER_AT_MOST * max(prior.sigma, least_sigma))
    if count < ENOUGH:
        share = count / (count + _PRIOR_WEIGHT)
        sigma = math.sqrt(share * sigma**2 + (1 - share) * prior.sigma**2)
        sure, before = count / (1.57 * max(sigma, least_sigma) ** 2), 1 / between**2
        middle = (sure * middle + before * prior.median) / (sure + before)
    return _of(middle, sigma, least_sigma)


def _of(median: float, sigma: float, least: float = _LEAST_SIGMA) -> NullStatistics:
    return NullStatistics(median, max(sigma, least))


def _spread(values: Floats, middle: float) -> float:
    lower = _lower(values, middle)
    upper = (float(np.quantile(values, 0.75)) - middle) / _UPPER_QUARTILE
    return min(max(lower, upper), _LOPSIDED_AT_MOST * lower)


def _lower(values: Floats, middle: float) -> float:
    below = middle - values[values < middle]
    return _MAD * float(np.median(below)) if len(below) else 0.0


def prior_of(scores: ArrayLike) -> Prior:
    """The prior of an encoder from the scores (m, n) of m unrelated queries over n photos."""
    table = np.asarray(scores, np.float64)
    if not table.size:
        raise ValueError("a prior needs at least one query and one photo")
    medians = np.median(table, axis=1)
    middle = float(np.median(medians))
    between = _MAD * float(np.median(np.abs(medians - middle)))
    sigma = float(np.median([_spread(row, m) for row, m in zip(table, medians, strict=True)]))
    if table.shape[1] < 8:  # too few photos to show how far they scatter
        sigma = max(sigma, between)
    return Prior(middle, between, sigma)


def cut(count: int, alpha: float) -> float:
    """The ζ that `alpha` of `count` photos are expected to exceed when none matches.

    Below 500 photos it stays what it is at 500: of a handful, three would be far too many.
    Less than one is promised as if there were 2,000 at least. So far out it is not chance that
    brings photos up but what resembles the thing asked for, in a small library, too.
    """
    return _NORMAL.inv_cdf(1 - alpha / max(count, _FEWEST if alpha >= 1 else _FEWEST_STRONG))


def confident(above: int, strong: int, count: int) -> bool:
    """Whether so many photos above the divider and the strict cut cannot well be chance.

    One above the strict cut is enough, else more above the divider than a Poisson variable with
    half as many again as expected reaches in 99 of 100 cases: what resembles the thing asked
    for comes up beside what chance brings.
    """
    if strong:
        return True
    expected = _RESEMBLING * DIVIDER * count / max(count, _FEWEST)
    chance = term = math.exp(-expected)
    most = 0
    while chance < _SURE:
        most += 1
        term *= expected / most
        chance += term
    return above > most


def relevance(zeta: ArrayLike, count: int) -> Floats:
    """ζ -> 0…1, rising: 0.5 at the divider of `count` photos, 0.9 at the strict cut.

    A logistic curve through these two points. It depends on the photos expected by chance, not
    on cosines, so it means the same for every query and every encoder.
    """
    divider, strong = cut(count, DIVIDER), cut(count, STRONG)
    steep = math.log(RELEVANCE_AT_STRONG / (1 - RELEVANCE_AT_STRONG)) / (strong - divider)
    # Beyond ±30 the curve is flat and exp would overflow.
    return 1 / (1 + np.exp(-np.clip(steep * (np.asarray(zeta, np.float64) - divider), -30, 30)))
