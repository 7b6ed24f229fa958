"""What a run of personalizing tells: how it ended, the figures of the test, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from photoclip.learning.personal.evidence import Evidence
from photoclip.learning.personal.folds import FEWEST_POSITIVES
from photoclip.learning.personal.stages import Outcome


@dataclass(frozen=True, slots=True)
class TagReport:
    """One tag, before and after: average precision on held-out photos, None if untested.

    `learnt` says whether the tag has a query of its own now.
    """

    name: str
    confirmed: int
    rejected: int
    before: float | None = None
    after: float | None = None
    note: str = ""
    learnt: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What personalizing did and how it was judged; all figures are on held-out photos.

    `candidate` is "zero-shot", "rocchio", "offsets", "discriminant" or "projection". `overlap` is
    the share of the first 20 photos of generic searches that stays. `chance` is how often random
    verdicts would have done as well. `transfer` is the gain of the projection on tags left out of
    learning, `captions` that on captions left out; None where it was not proven. `losses` is the
    curve of the last fit.
    """

    outcome: Outcome
    reason: str
    candidate: str
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
    captions: float | None = None
    strength: float = 0.0
    overlap: float = 1.0
    losses: tuple[float, ...] = ()

    @property
    def adopted(self) -> bool:
        """Whether what was learnt is to be used."""
        return self.outcome in (Outcome.BETTER, Outcome.KEPT)

    @property
    def verified(self) -> bool:
        """Whether held-out photos say that it is better."""
        return self.outcome is Outcome.BETTER

    def document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "adopted": self.adopted,
            "reason": self.reason,
            "outcome": str(self.outcome),
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
            "captions": self.captions,
            "per_tag": [asdict(tag) for tag in self.tags],
            "losses": [round(loss, 4) for loss in self.losses],
        }


def missing(evidence: Evidence) -> list[tuple[str, int]]:
    """What is not enough yet: tags that were begun, and how many more photos each needs."""
    counts = evidence.confirmed.sum(0)
    return [
        (name, FEWEST_POSITIVES - int(count))
        for name, count in zip(evidence.names, counts, strict=True)
        if 0 < count < FEWEST_POSITIVES
    ]


def not_enough(evidence: Evidence) -> str:
    """How many more photos are wanted, for the three tags that need fewest."""
    wanting = sorted(missing(evidence), key=lambda pair: pair[1])[:3]
    if not wanting:
        return "Not enough yet: confirm a tag for at least four photos."
    parts = ", ".join(f"{more} more for “{name}”" for name, more in wanting)
    return f"Not enough yet: {parts}."


def tag_reports(
    evidence: Evidence, before: dict[int, float], after: dict[int, float], learnt: Sequence[str]
) -> tuple[TagReport, ...]:
    """A line for each tag; what was tested by its place among them."""
    return tuple(
        TagReport(
            name=name,
            confirmed=(confirmed := int(evidence.confirmed[:, k].sum())),
            rejected=int(evidence.rejected[:, k].sum()),
            before=before.get(k),
            after=after.get(k),
            note=_note(confirmed),
            learnt=name in learnt,
        )
        for k, name in enumerate(evidence.names)
    )


def _note(confirmed: int) -> str:
    more = FEWEST_POSITIVES - confirmed
    return f"{more} more to be tested" if more > 0 else ""
