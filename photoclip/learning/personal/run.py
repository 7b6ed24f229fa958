"""Personalizing: learn from the verdicts, prove it on held-out photos, or leave things alone."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field, replace

import numpy as np

from photoclip.jobs import CancelToken
from photoclip.learning.personal import gates
from photoclip.learning.personal.chance import chance
from photoclip.learning.personal.evidence import Evidence, meaningful
from photoclip.learning.personal.folds import FEWEST_POSITIVES, folds
from photoclip.learning.personal.learner import Fit, Recipe, Watch, closed_form, fit, ignore
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import Vectors

FEWEST_TO_LEARN = 3
ENOUGH_FOR_ONE_FOLD = 1000
FEWEST_TAGS_FOR_PROJECTION = 8
TAG_FOLDS = 2
SURE_OF_PROJECTION, LEAST_PROJECTION_GAIN = 0.9, 0.01


@dataclass(frozen=True, slots=True)
class TagReport:
    """One tag, before and after: average precision on held-out photos, None if untested."""

    name: str
    confirmed: int
    rejected: int
    before: float | None = None
    after: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What personalizing did and how it was judged; all figures are on held-out photos.

    `candidate` is "zero-shot", "rocchio", "offsets" or "projection". `overlap` is the share of
    the first 20 photos of generic searches that stays. `chance` is how often random verdicts
    would have done as well. `transfer` is the gain of the projection on tags left out of learning,
    None where it was not proven. `losses` is the curve of the
    last fit.
    """

    adopted: bool
    reason: str
    candidate: str
    verified: bool
    seconds: float
    verdicts: int
    tags: tuple[TagReport, ...]
    before: float
    after: float
    candidates: dict[str, float] = field(default_factory=dict)
    chance: float = 1.0
    probability: float = 0.0
    gain: float = 0.0
    transfer: float | None = None
    strength: float = 0.0
    overlap: float = 1.0
    losses: tuple[float, ...] = ()

    def document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "adopted": self.adopted,
            "reason": self.reason,
            "seconds": round(self.seconds, 3),
            "verdicts": self.verdicts,
            "tags": len(self.tags),
            "candidate": self.candidate,
            "verified": self.verified,
            "before": {"map": self.before},
            "after": {"map": self.after},
            "retention": {"overlap": self.overlap, "strength": self.strength},
            "candidates": self.candidates,
            "chance": self.chance,
            "probability": self.probability,
            "gain": self.gain,
            "transfer": self.transfer,
            "per_tag": [asdict(tag) for tag in self.tags],
        }


def personalize(
    evidence: Evidence,
    recipe: Recipe | None = None,
    *,
    device: str = "cpu",
    keep_unverified: bool = False,
    token: CancelToken | None = None,
    watch: Watch = ignore,
) -> tuple[Adapter | None, Report]:
    """The adapter to use from now on, None to leave things as they are, and why.

    Raises `Cancelled` when the token says so; nothing was changed then.
    """
    started = time.perf_counter()
    run = _Run(evidence, recipe or Recipe(), device, token or CancelToken(), watch)
    adapter, report = run.decide(keep_unverified)
    return adapter, replace(report, seconds=time.perf_counter() - started)


def missing(evidence: Evidence) -> list[tuple[str, int]]:
    """What is not enough yet: tags that were begun, and how many more photos each needs."""
    counts = evidence.confirmed.sum(0)
    return [
        (name, FEWEST_POSITIVES - int(count))
        for name, count in zip(evidence.names, counts, strict=True)
        if 0 < count < FEWEST_POSITIVES
    ]


class _Run:
    def __init__(
        self, evidence: Evidence, recipe: Recipe, device: str, token: CancelToken, watch: Watch
    ) -> None:
        self.evidence, self.recipe, self.device = evidence, recipe, device
        self.token, self.watch = token, watch
        # Judging every fold costs four fits; many photos are proof enough in one, with half steps.
        few = int(evidence.confirmed.sum()) < ENOUGH_FOR_ONE_FOLD
        halved = replace(
            recipe,
            projection_steps=recipe.projection_steps // 2,
            offset_steps=recipe.offset_steps // 2,
        )
        self.trial = recipe if few else halved
        random = np.random.default_rng(recipe.seed)
        order = random.permutation(len(evidence.library))
        middle = len(order) // 2
        # One half of the unlabelled photos is learnt beside, the other judges.
        self.learning, self.judging = np.sort(order[:middle]), np.sort(order[middle:])
        self.folds = folds(evidence, recipe.seed)[: None if few else 1]
        self.chance = 1.0

    def decide(self, keep_unverified: bool) -> tuple[Adapter | None, Report]:
        counts = self.evidence.confirmed.sum(0)
        if not len(counts) or counts.max(initial=0) < FEWEST_TO_LEARN:
            return None, self._report(False, "zero-shot", _not_enough(self.evidence))
        self.token.check()
        names = ["zero-shot", "rocchio"]
        if (counts >= FEWEST_POSITIVES).sum() >= gates.FEWEST_TAGS:
            names.append("offsets")
        transfer = self._projection_transfers()
        if transfer is not None:
            names.append("projection")
        judged = self._judge(names)
        self.chance = chance(self.evidence, self.folds, self.recipe.seed, self.token)
        choice = gates.choose(judged, self.chance, self.recipe.seed)
        verified = choice.name != "zero-shot"
        testable = len(judged.tag) > 0
        candidate = choice.name
        if not verified:
            if not keep_unverified:
                reason = self._doubt() if testable else _not_enough(self.evidence)
                return None, self._report(False, "zero-shot", reason, judged, choice)
            candidate = "rocchio"
        final = self._fit(candidate, self.evidence, self.recipe, self.watch)
        if candidate != "rocchio":
            final = self._veto(final, judged, names.index(candidate))
        strength, kept = gates.strongest(final, self.evidence.prompts, self.evidence.library)
        reason = (
            "On photos held out from learning it finds clearly more than before."
            if verified
            else "Kept because you asked for it; there was no proof on held-out photos."
        )
        report = self._report(True, candidate, reason, judged, choice)
        adapter = final.adapter(self.evidence.names, strength)
        vetoed = {self.evidence.names[k] for k in judged.surely_worse(names.index(candidate), 0)}
        learnt = {
            name: vector
            for (name, vector), count in zip(adapter.tags.items(), counts, strict=True)
            if count and name not in vetoed
        }
        report = replace(
            report,
            verified=verified,
            transfer=transfer,
            strength=strength,
            overlap=kept,
            losses=final.losses,
        )
        return replace(adapter, tags=learnt), report

    def _doubt(self) -> str:
        """Why nothing was changed although there was something to test."""
        evidence = self.evidence
        tested = np.flatnonzero(evidence.confirmed.sum(0) >= FEWEST_POSITIVES)
        together = [
            evidence.names[k]
            for k in tested
            if len(np.unique(evidence.events[evidence.confirmed[:, k]])) == 1
        ]
        if together and len(together) == len(tested):
            return (
                f"All photos of “{together[0]}” were taken together, so nothing can be proven yet: "
                "confirm some of another day."
            )
        if self.chance > gates.CHANCE:
            return (
                "Photos confirmed at random could have done as well on photos held out from "
                "learning, so nothing was changed."
            )
        return "On photos held out from learning it did not find more, so nothing was changed."

    def _fit(self, candidate: str, evidence: Evidence, recipe: Recipe, watch: Watch) -> Fit:
        if candidate == "rocchio":
            return closed_form(evidence)
        return fit(
            evidence,
            recipe,
            projection=candidate == "projection",
            device=self.device,
            token=self.token,
            watch=watch,
        )

    def _queries(self, candidate: str, evidence: Evidence) -> Vectors:
        if candidate == "zero-shot":
            return evidence.texts
        return self._fit(candidate, evidence, self.trial, ignore).queries

    def _judge(self, names: list[str]) -> gates.Judged:
        """Every candidate on the folds: all of them for few tags, one where there are many."""
        learner = replace(self.evidence, library=self.evidence.library[self.learning])
        background = self.evidence.library[self.judging]
        summands, tags = [], []
        for fold in self.folds:
            self.token.check()
            train = learner.only_photos(fold.train)
            queries = [self._queries(name, train) for name in names]
            precision, tag = gates.judge(self.evidence, fold, background, queries)
            summands.append(precision)
            tags.append(tag)
        return gates.Judged(tuple(names), np.concatenate(summands, axis=1), np.concatenate(tags))

    def _projection_transfers(self) -> float | None:
        """Leave tags out: the mean gain of tags that the projection never saw, None if unproven."""
        evidence = self.evidence
        words = meaningful(evidence)
        counted = words[evidence.confirmed[:, words].sum(0) >= FEWEST_TO_LEARN]
        if len(counted) < FEWEST_TAGS_FOR_PROJECTION:
            return None
        random = np.random.default_rng(self.recipe.seed)
        order = random.permutation(counted)
        learner = replace(evidence, library=evidence.library[self.learning])
        background = evidence.library[self.judging]
        gains = []
        for f in range(TAG_FOLDS):
            self.token.check()
            left_out = order[f::TAG_FOLDS]
            others = np.setdiff1d(order, left_out)
            free = np.asarray(~evidence.confirmed[:, left_out].any(1), np.bool_)
            train = learner.only_photos(free).only_tags(others)
            if not train.confirmed.any():
                continue
            shared = fit(train, self.trial, offsets=False, device=self.device, token=self.token)
            texts = evidence.texts[left_out]
            moved = shared.adapter(train.names, 1.0).fold(texts)
            for column, k in enumerate(left_out):
                own = evidence.photos[evidence.confirmed[:, k]]
                gains.append(
                    _average_precision(own @ moved[column], background @ moved[column])
                    - _average_precision(own @ texts[column], background @ texts[column])
                )
        if not gains:
            return None
        values = np.asarray(gains)
        draws = values[random.integers(0, len(values), (gates.DRAWS, len(values)))].mean(1)
        probability, gain = float((draws > 0).mean()), float(values.mean())
        proven = probability >= SURE_OF_PROJECTION and gain >= LEAST_PROJECTION_GAIN
        return gain if proven else None

    def _veto(self, final: Fit, judged: gates.Judged, candidate: int) -> Fit:
        """Tags that training made worse than the closed form keep the closed form."""
        worse = judged.surely_worse(candidate, judged.names.index("rocchio"))
        if not worse:
            return final
        queries = final.queries.copy()
        queries[worse] = closed_form(self.evidence).queries[worse]
        return replace(final, queries=queries)

    def _report(
        self,
        adopted: bool,
        candidate: str,
        reason: str,
        judged: gates.Judged | None = None,
        choice: gates.Choice | None = None,
    ) -> Report:
        evidence = self.evidence
        chosen = judged.names.index(candidate) if judged and candidate in judged.names else 0
        before = judged.per_tag(0) if judged else {}
        after = judged.per_tag(chosen) if judged else {}
        tags = tuple(
            TagReport(
                name=name,
                confirmed=(confirmed := int(evidence.confirmed[:, k].sum())),
                rejected=int(evidence.rejected[:, k].sum()),
                before=before.get(k),
                after=after.get(k),
                note=_note(confirmed),
            )
            for k, name in enumerate(evidence.names)
        )
        return Report(
            adopted=adopted,
            reason=reason,
            candidate=candidate,
            verified=False,
            seconds=0.0,
            verdicts=int(evidence.confirmed.sum() + evidence.rejected.sum()),
            tags=tags,
            before=judged.mean(0) if judged else 0.0,
            after=judged.mean(chosen) if judged else 0.0,
            candidates={n: judged.mean(i) for i, n in enumerate(judged.names)} if judged else {},
            chance=self.chance,
            probability=choice.probability if choice else 0.0,
            gain=choice.gain if choice else 0.0,
        )


def _average_precision(positives: Vectors, negatives: Vectors) -> float:
    return float(gates.precisions(positives, negatives).mean())


def _note(confirmed: int) -> str:
    more = FEWEST_POSITIVES - confirmed
    return f"{more} more to be tested" if more > 0 else ""


def _not_enough(evidence: Evidence) -> str:
    wanting = sorted(missing(evidence), key=lambda pair: pair[1])[:3]
    if not wanting:
        return "Not enough yet: confirm a tag for at least four photos."
    parts = ", ".join(f"{more} more for “{name}”" for name, more in wanting)
    return f"Not enough yet: {parts}."
