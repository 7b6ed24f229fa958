"""A kept report as the page shows it: figures and lines out of the document in the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from photoclip.library.adapters import Version


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag before and after: average precision on held-out photos, None where untested."""

    name: str
    confirmed: int
    rejected: int
    before: float | None
    after: float | None
    note: str
    learnt: bool

    @property
    def gain(self) -> float | None:
        """After less before."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Example:
    """Photos (ids) that a tag's search shows now and did not before, and the other way round."""

    tag: str
    up: tuple[int, ...]
    down: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One run, ready to be shown. `outcome` is a value of learning's `Outcome`.

    `tried` is how well the best of what was tried did, 0 where nothing was.
    """

    version: Version
    outcome: str
    reason: str
    before: float
    after: float
    tried: float
    overlap: float
    seconds: float
    verdicts: int
    tags: tuple[TagLine, ...]
    examples: tuple[Example, ...]
    losses: tuple[float, ...]

    @property
    def tested(self) -> tuple[TagLine, ...]:
        """The tags with figures, the largest gain first."""
        lines = [line for line in self.tags if line.gain is not None]
        return tuple(sorted(lines, key=lambda line: -(line.gain or 0.0)))


def seen(version: Version) -> Seen:
    """The report of a version; what an older photoclip did not tell is empty."""
    told = version.report
    adopted = bool(told.get("adopted"))
    return Seen(
        version,
        str(told.get("outcome") or ("better" if adopted else "not better")),
        str(told.get("reason", "")),
        _figure(told, "before", "map"),
        _figure(told, "after", "map"),
        max(
            (float(value) for name, value in _candidates(told).items() if name != "zero-shot"),
            default=0.0,
        ),
        _figure(told, "retention", "overlap", 1.0),
        float(told.get("seconds", 0.0)),
        int(told.get("verdicts", 0)),
        tuple(_line(one) for one in told.get("per_tag", ())),
        tuple(
            Example(str(one["tag"]), tuple(one["up"]), tuple(one["down"]))
            for one in told.get("examples", ())
        ),
        tuple(told.get("losses", ())),
    )


def _figure(told: Mapping[str, Any], part: str, name: str, missing: float = 0.0) -> float:
    found = told.get(part)
    return float(found.get(name, missing)) if isinstance(found, dict) else missing


def _candidates(told: Mapping[str, Any]) -> Mapping[str, Any]:
    found = told.get("candidates")
    return found if isinstance(found, dict) else {}


def _line(told: Mapping[str, Any]) -> TagLine:
    return TagLine(
        str(told["name"]),
        int(told["confirmed"]),
        int(told["rejected"]),
        told.get("before"),
        told.get("after"),
        str(told.get("note", "")),
        bool(told.get("learnt", False)),
    )
