"""Personalizing: learn from the verdicts, prove it on held-out photos, or leave things alone."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from photoclip.jobs import CancelToken
from photoclip.learning.personal import gates, transfer
from photoclip.learning.personal.chance import chance
from photoclip.learning.personal.discriminant import discriminant
from photoclip.learning.personal.evidence import Evidence, trust
from photoclip.learning.personal.folds import FEWEST_POSITIVES, folds
from photoclip.learning.personal.learner import Fit, Recipe, closed_form, fit
from photoclip.learning.personal.report import Report, missing, not_enough, tag_reports
from photoclip.learning.personal.stages import Moment, Outcome, Stage, Watch, ignore
from photoclip.library.lessons import FEWEST_TO_LEARN
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import Vectors, normalised

__all__ = ["missing", "personalize"]

ENOUGH_FOR_ONE_FOLD = 1000
BETTER = "On photos held out from learning it finds clearly more than before."
BETTER_CAPTIONS = "It finds photos by captions held out from learning clearly better than before."
KEPT = "Kept because you asked for it; there was no proof on held-out photos."
CHANCE = (
    "Photos confirmed at random could have done as well on photos held out from learning, so "
    "nothing was changed."
)
NO_MORE = "On photos held out from learning it did not find more, so nothing was changed."


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


class _Run:
    def __init__(
        self, evidence: Evidence, recipe: Recipe, device: str, token: CancelToken, watch: Watch
    ) -> None:
        self.evidence, self.device = evidence, device
        self.token, self.watch = token, watch
        # Judging every fold costs four fits; many photos are proof enough in one, with half steps.
        few = int(evidence.confirmed.sum()) < ENOUGH_FOR_ONE_FOLD
        halved = replace(
            recipe,
            projection_steps=recipe.projection_steps // 2,
            offset_steps=recipe.offset_steps // 2,
        )
        # What is adopted is learnt as it was judged.
        self.recipe = recipe if few else halved
        random = np.random.default_rng(recipe.seed)
        order = random.permutation(len(evidence.library))
        middle = len(order) // 2
        # One half of the unlabelled photos is learnt beside, the other judges.
        self.halves = np.sort(order[:middle]), np.sort(order[middle:])
        self.folds = folds(evidence, recipe.seed)[: None if few else 1]
        self.chance = 1.0
        self.stage, self.done, self.fits, self.total = Stage.TRANSFER, 0, 0, 0

    def decide(self, keep_unverified: bool) -> tuple[Adapter | None, Report]:
        evidence = self.evidence
        counts = evidence.confirmed.sum(0)
        captioned = transfer.testable_captions(evidence)
        learnable = bool(len(counts)) and counts.max() >= FEWEST_TO_LEARN
        if not learnable and not captioned:
            return None, self._report(Outcome.TOO_LITTLE, not_enough(evidence))
        names = ["zero-shot", "rocchio"]
        if (counts >= FEWEST_POSITIVES).sum() >= gates.FEWEST_TAGS:
            names.append("offsets")
        names.append("discriminant")
        self._plan(names, captioned=captioned)
        to_tags = transfer.to_tags(evidence, self.halves, self._project, self.recipe.seed)
        to_captions = transfer.to_captions(evidence, self.halves, self._project, self.recipe.seed)
        if to_tags is not None:
            names.append("projection")
        judged = self._judge(names)
        self._enter(Stage.CHANCE)
        self.chance = chance(evidence, self.folds, self.recipe.seed, self.token)
        choice = gates.choose(judged, self.chance, self.recipe.seed)
        candidate = choice.name
        proven = candidate != "zero-shot"
        if not proven and to_captions is None and not (keep_unverified and learnable):
            return None, self._report(*self._doubt(judged), judged=judged, choice=choice)
        if not proven and keep_unverified and learnable:
            candidate = "rocchio"
        self._enter(Stage.LEARN)
        final, losses = self._final(candidate, judged, captions=to_captions is not None)
        strength, kept = gates.strongest(final, evidence.prompts, evidence.library)
        vetoed = judged.surely_worse(judged.names.index(candidate), 0)
        learnt = {
            name: query
            for k, (name, query) in enumerate(zip(evidence.names, final.queries, strict=True))
            if candidate != "zero-shot" and counts[k] and k not in vetoed
        }
        outcome, reason = Outcome.KEPT, KEPT
        if proven or to_captions is not None:
            outcome, reason = Outcome.BETTER, BETTER if proven else BETTER_CAPTIONS
        report = self._report(outcome, reason, candidate, judged, choice, tuple(learnt))
        report = replace(
            report,
            transfer=to_tags,
            captions=to_captions,
            strength=strength,
            overlap=kept,
            losses=losses,
        )
        return Adapter(final.left, final.right, strength, learnt), report

    # Fits, and how far they are

    def _plan(self, names: list[str], *, captioned: bool) -> None:
        """About how many steps there will be; the projection may turn out not to be tried."""
        recipe = self.recipe
        tags = len(transfer.testable_tags(self.evidence)) > 0
        rounds = transfer.FOLDS * (int(tags) + int(captioned))
        self.total = rounds * recipe.projection_steps
        if "offsets" in names:
            self.total += len(self.folds) * recipe.offset_steps + recipe.offset_steps
            if tags:
                both = recipe.offset_steps + recipe.projection_steps
                self.total += len(self.folds) * both + recipe.projection_steps
        self._enter(Stage.TRANSFER if rounds else Stage.TEST)

    def _enter(self, stage: Stage) -> None:
        self.token.check()
        self.stage = stage
        self.watch(Moment(stage, self.done, max(self.done, self.total), self.fits))

    def _heard(self, step: int, _steps: int, loss: float) -> None:
        self.fits += step == 1
        self.done += 1
        total = max(self.done, self.total)
        self.watch(Moment(self.stage, self.done, total, self.fits, loss))

    def _fit(self, evidence: Evidence, recipe: Recipe, *, projection: bool, offsets: bool) -> Fit:
        return fit(
            evidence,
            recipe,
            projection=projection,
            offsets=offsets,
            device=self.device,
            token=self.token,
            watch=self._heard,
        )

    def _project(self, evidence: Evidence) -> Fit:
        """The projection alone, as a trial."""
        return self._fit(evidence, self.recipe, projection=True, offsets=False)

    def _candidates(self, names: list[str], evidence: Evidence) -> list[Vectors]:
        """The queries (K, d) of each candidate, learnt from `evidence`."""
        self.token.check()
        found = {"zero-shot": evidence.texts, "rocchio": closed_form(evidence).queries}
        direction = discriminant(evidence)
        best = trust(evidence) * evidence.texts
        if "offsets" in names:
            best = self._fit(evidence, self.recipe, projection=False, offsets=True).queries
            found["offsets"] = best
        found["discriminant"] = normalised(best + direction)
        if "projection" in names:
            both = self._fit(evidence, self.recipe, projection=True, offsets=True)
            found["projection"] = normalised(both.queries + direction)
        return [found[name] for name in names]

    def _judge(self, names: list[str]) -> gates.Judged:
        """Every candidate on the folds: all of them for few tags, one where there are many."""
        self._enter(Stage.TEST)
        learner = replace(self.evidence, library=self.evidence.library[self.halves[0]])
        background = self.evidence.library[self.halves[1]]
        summands, tags = [], []
        for fold in self.folds:
            queries = self._candidates(names, learner.only_photos(fold.train))
            precision, tag = gates.judge(self.evidence, fold, background, queries)
            summands.append(precision)
            tags.append(tag)
        return gates.Judged(tuple(names), np.concatenate(summands, axis=1), np.concatenate(tags))

    def _final(
        self, candidate: str, judged: gates.Judged, *, captions: bool
    ) -> tuple[Fit, tuple[float, ...]]:
        """The candidate learnt from everything, and the curve of its last fit.

        Tags that training made worse than the closed form keep the closed form. A projection
        that only the captions speak for moves free text, and no tag.
        """
        evidence, recipe = self.evidence, self.recipe
        simple = closed_form(evidence)
        final, losses = simple, tuple[float, ...]()
        if candidate == "discriminant":
            final = replace(simple, queries=trust(evidence) * evidence.texts)
        trained = "offsets" in judged.names and candidate not in ("zero-shot", "rocchio")
        if trained:
            final = self._fit(evidence, recipe, projection=candidate == "projection", offsets=True)
            losses = final.losses
        if candidate in ("discriminant", "projection"):
            queries = normalised(final.queries + discriminant(evidence))
            final = replace(final, queries=queries)
        if candidate not in ("zero-shot", "rocchio"):
            place, plain = judged.names.index(candidate), judged.names.index("rocchio")
            if worse := judged.surely_worse(place, plain):
                queries = final.queries.copy()
                queries[worse] = simple.queries[worse]
                final = replace(final, queries=queries)
        if captions and candidate != "projection":
            shared = self._fit(evidence, recipe, projection=True, offsets=False)
            final = replace(final, left=shared.left, right=shared.right)
            losses = losses or shared.losses
        return final, losses

    # What is told

    def _doubt(self, judged: gates.Judged) -> tuple[Outcome, str]:
        """How it ended and why nothing was changed."""
        evidence = self.evidence
        if not len(judged.tag):
            return Outcome.UNPROVEN, not_enough(evidence)
        tested = np.flatnonzero(evidence.confirmed.sum(0) >= FEWEST_POSITIVES)
        together = [
            evidence.names[k]
            for k in tested
            if len(np.unique(evidence.events[evidence.confirmed[:, k]])) == 1
        ]
        if together and len(together) == len(tested):
            return Outcome.UNPROVEN, (
                f"All photos of “{together[0]}” were taken together, so nothing can be proven yet: "
                "confirm some of another day."
            )
        return Outcome.NOT_BETTER, CHANCE if self.chance > gates.CHANCE else NO_MORE

    def _report(
        self,
        outcome: Outcome,
        reason: str,
        candidate: str = "zero-shot",
        judged: gates.Judged | None = None,
        choice: gates.Choice | None = None,
        learnt: tuple[str, ...] = (),
    ) -> Report:
        evidence = self.evidence
        chosen = judged.names.index(candidate) if judged and candidate in judged.names else 0
        before = judged.per_tag(0) if judged else {}
        after = judged.per_tag(chosen) if judged else {}
        return Report(
            outcome=outcome,
            reason=reason,
            candidate=candidate,
            seconds=0.0,
            verdicts=int(evidence.confirmed.sum() + evidence.rejected.sum()),
            tags=tag_reports(evidence, before, after, learnt),
            before=judged.mean(0) if judged else 0.0,
            after=judged.mean(chosen) if judged else 0.0,
            candidates={n: judged.mean(i) for i, n in enumerate(judged.names)} if judged else {},
            chance=self.chance,
            probability=choice.probability if choice else 0.0,
            gain=choice.gain if choice else 0.0,
        )
