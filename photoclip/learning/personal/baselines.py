"""What personalizing is measured against: the usual few-shot classifiers on frozen features.

Each takes n labelled photos (n, d), their classes (n,) and the classes' texts (C, d), and gives
back a function from photos (m, d) to scores (m, C). Settings are chosen by cross-validation over
the labelled photos alone; nothing ever sees the test part.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from photoclip.vectors.encoder import Vectors, normalised

Classes = NDArray[np.int64]
Choice = TypeVar("Choice")
Scorer = Callable[[Vectors], Vectors]

PENALTIES = (1.0, 0.1, 0.01, 0.001)
SHARPNESS, SHARES = (1.0, 5.5, 20.0), (1.0, 5.0, 20.0, 80.0)
SCALE, EPOCHS, RATE = 100.0, 20, 1e-3  # of Tip-Adapter-F, as its authors train it
CV_FOLDS = 4


def zero_shot(_photos: Vectors, _classes: Classes, texts: Vectors) -> Scorer:
    """The cosine to the class's text."""
    return lambda some: np.asarray(some @ texts.T, np.float32)


def nearest_centroid(photos: Vectors, classes: Classes, texts: Vectors) -> Scorer:
    """The cosine to the mean of the class's photos."""
    means = np.stack([photos[classes == c].mean(0) for c in range(len(texts))])
    centroids = normalised(means.astype(np.float32))
    return lambda some: np.asarray(some @ centroids.T, np.float32)


def linear_probe(photos: Vectors, classes: Classes, texts: Vectors) -> Scorer:
    """Multinomial logistic regression with an L2 penalty chosen by cross-validation."""
    penalty = PENALTIES[1]
    if np.bincount(classes).min() > 1:
        penalty = _best(photos, classes, lambda p, c, x: _logistic(p, c, len(texts), x), PENALTIES)
    return _logistic(photos, classes, len(texts), penalty)


def tip_adapter_f(photos: Vectors, classes: Classes, texts: Vectors) -> Scorer:
    """Tip-Adapter-F (Zhang et al. 2022): a cache of the photos beside the texts, its keys trained.

    The sharpness and the share of the cache are chosen without training, by cross-validation.
    """
    choices = list(itertools.product(SHARPNESS, SHARES))
    choice = choices[len(SHARES)]
    if np.bincount(classes).min() > 1:
        choice = _best(photos, classes, lambda p, c, x: _cache(p, c, texts, *x, epochs=0), choices)
    return _cache(photos, classes, texts, *choice, epochs=EPOCHS)


def accuracy(scores: Vectors, classes: Classes) -> float:
    """The share of photos (m,) whose own class scores highest in (m, C)."""
    return float((scores.argmax(1) == classes).mean())


def mean_average_precision(scores: Vectors, classes: Classes) -> float:
    """The mean over classes of the average precision of ranking all photos by (m, C) scores."""
    found = []
    for c in np.unique(classes):
        right = (classes == c)[np.argsort(-scores[:, c], kind="stable")]
        precision = np.cumsum(right) / np.arange(1, len(right) + 1)
        found.append(float(precision[right].mean()))
    return float(np.mean(found))


def _best(
    photos: Vectors,
    classes: Classes,
    make: Callable[[Vectors, Classes, Choice], Scorer],
    choices: Sequence[Choice],
) -> Choice:
    """The choice with the best mean average precision on photos left out of their class."""
    place = np.zeros(len(classes), np.int64)
    for c in np.unique(classes):
        rows = np.flatnonzero(classes == c)
        place[rows] = np.arange(len(rows)) % CV_FOLDS
    found = np.zeros(len(choices))
    for fold in np.unique(place):
        held = place == fold
        for number, choice in enumerate(choices):
            scorer = make(photos[~held], classes[~held], choice)
            found[number] += mean_average_precision(scorer(photos[held]), classes[held])
    return choices[int(found.argmax())]


def _logistic(photos: Vectors, classes: Classes, count: int, penalty: float) -> Scorer:
    x, y = torch.from_numpy(photos), torch.from_numpy(classes)
    weight = torch.zeros(photos.shape[1], count, requires_grad=True)
    bias = torch.zeros(count, requires_grad=True)
    descent = torch.optim.LBFGS([weight, bias], max_iter=100, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        descent.zero_grad()
        loss = F.cross_entropy(x @ weight + bias, y, reduction="sum")
        loss = loss + 0.5 * penalty * weight.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    descent.step(closure)  # type: ignore[no-untyped-call]
    w, b = weight.detach().numpy(), bias.detach().numpy()
    return lambda some: np.asarray(some @ w + b, np.float32)


def _cache(
    photos: Vectors,
    classes: Classes,
    texts: Vectors,
    sharpness: float,
    share: float,
    *,
    epochs: int,
) -> Scorer:
    x, y, t = torch.from_numpy(photos), torch.from_numpy(classes), torch.from_numpy(texts)
    values = F.one_hot(y, len(texts)).float()
    keys = x.clone().requires_grad_()

    def logits(some: torch.Tensor) -> torch.Tensor:
        near = torch.exp(-sharpness * (1 - some @ keys.T))
        return SCALE * some @ t.T + share * near @ values

    descent = torch.optim.AdamW([keys], lr=RATE, eps=1e-4)
    for _ in range(epochs):
        loss = F.cross_entropy(logits(x), y)
        descent.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        descent.step()
    final = keys.detach()

    def score(some: Vectors) -> Vectors:
        with torch.no_grad():
            z = torch.from_numpy(np.ascontiguousarray(some))
            near = torch.exp(-sharpness * (1 - z @ final.T))
            return np.asarray((SCALE * z @ t.T + share * near @ values).numpy(), np.float32)

    return score
