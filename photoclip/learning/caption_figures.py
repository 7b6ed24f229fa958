"""How good written captions are: loss per word, BLEU-1 and CIDEr beside their floors; no torch."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_LONGEST = 4  # words of CIDEr's longest n-grams
_TIMES = 10  # CIDEr is customarily given times ten

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaptionFigures:
    """Captions of held-out photos: how well foretold, how well written, and what floors reach.

    Losses are in nats for each token: with the photo, with another photo in its place (what
    language alone foretells), and by how frequent tokens are alone. The floors of BLEU-1 and
    CIDEr write the `commonest` of the learnt sentences for every photo. `backward` is the loss
    from the last word to the first, None where that was not learnt.
    """

    photos: int
    captions: int
    loss: float
    loss_other_photo: float
    loss_unigram: float
    backward: float | None
    bleu_1: float
    bleu_1_floor: float
    cider: float
    cider_floor: float

    @property
    def perplexity(self) -> float:
        """Among how many tokens the next one is, as it were, guessed."""
        return math.exp(self.loss)

    def document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "photos": self.photos,
            "captions": self.captions,
            "loss": self.loss,
            "perplexity": self.perplexity,
            "loss_other_photo": self.loss_other_photo,
            "loss_unigram": self.loss_unigram,
            "loss_backward": self.backward,
            "bleu_1": self.bleu_1,
            "bleu_1_floor": self.bleu_1_floor,
            "cider": self.cider,
            "cider_floor": self.cider_floor,
        }


def words_of(text: str) -> Words:
    """The words of a sentence in lower case, without its punctuation."""
    return tuple(re.findall(r"[\w']+", text.lower()))


def bleu_1(written: Sequence[str], references: Sequence[Sequence[str]]) -> float:
    """BLEU of single words over a corpus (Papineni et al. 2002): clipped precision and brevity.

    A word counts as often as the one reference that has it most often; what is shorter than the
    references nearest in length is punished.
    """
    right = said = nearest = 0
    for text, others in zip(written, references, strict=True):
        words, known = words_of(text), [words_of(other) for other in others]
        most: Counter[str] = Counter()
        for other in known:
            most |= Counter(other)
        right += (Counter(words) & most).total()
        said += len(words)
        nearest += min((abs(len(other) - len(words)), len(other)) for other in known)[1]
    if not said:
        return 0.0
    return right / said * min(1.0, math.exp(1 - nearest / said))


def cider(written: Sequence[str], references: Sequence[Sequence[str]]) -> float:
    """CIDEr over a corpus (Vedantam et al. 2015), without stemming, times ten.

    The mean cosine between tf-idf vectors of the n-grams of 1 to 4 words, over the references;
    in how many photos' references an n-gram stands decides what it weighs.
    """
    count = len(references)
    if not count:
        return 0.0
    known = [[words_of(other) for other in others] for others in references]
    total = 0.0
    for n in range(1, _LONGEST + 1):
        seen = Counter(
            gram for others in known for gram in {g for other in others for g in _grams(other, n)}
        )
        for text, others in zip(written, known, strict=True):
            own = _weighed(words_of(text), n, seen, count)
            cosines = [_cosine(own, _weighed(other, n, seen, count)) for other in others]
            total += sum(cosines) / len(cosines)
    return _TIMES * total / (_LONGEST * count)


def commonest(sentences: Sequence[str]) -> str:
    """The sentence whose words are the commonest among all: what one would say unseen.

    That with the highest mean log frequency of its words among those of usual length.
    """
    split = [words_of(sentence) for sentence in sentences]
    counts = Counter(word for words in split for word in words)
    usual = float(np.median([len(words) for words in split])) if split else 0.0
    best = max(
        (
            (sum(math.log(counts[word]) for word in set(words)) / len(words), place)
            for place, words in enumerate(split)
            if words and len(words) >= usual
        ),
        default=(0.0, -1),
    )
    return sentences[best[1]] if best[1] >= 0 else ""


def unigram_loss(learnt: NDArray[np.integer], held: NDArray[np.integer], words: int) -> float:
    """Nats for each token of `held` by its frequency in `learnt`, add-one over so many words."""
    counts = np.bincount(learnt, minlength=words) + 1.0
    return float(-np.log(counts[held] / counts.sum()).mean()) if len(held) else 0.0


def _grams(words: Words, n: int) -> list[Words]:
    return [words[i : i + n] for i in range(len(words) - n + 1)]


def _weighed(words: Words, n: int, seen: Counter[Words], photos: int) -> dict[Words, float]:
    counts = Counter(_grams(words, n))
    return {gram: k * math.log(photos / max(1, seen[gram])) for gram, k in counts.items()}


def _cosine(a: dict[Words, float], b: dict[Words, float]) -> float:
    lengths = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return sum(v * b.get(gram, 0.0) for gram, v in a.items()) / lengths if lengths else 0.0
