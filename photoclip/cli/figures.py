"""What every benchmark of speed gives out: figures beside their floors, and the machine."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from photoclip import __version__
from photoclip.cli.session import Outcome, absolute
from photoclip.errors import InputError, NoSpace


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement beside its floor; the ratio is value ÷ floor.

    The floor is the least that the same machine needs, or the most that it reaches, for the same
    work without photoclip, measured in the same run.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None

    @property
    def ratio(self) -> float | None:
        """How far from the floor; for rates 1 is the floor itself."""
        return round(self.value / self.floor, 3) if self.floor else None

    def document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {**asdict(self), "ratio": self.ratio}


def figure_of(document: Mapping[str, Any]) -> Figure:
    """The inverse of `Figure.document`. Raises InputError for anything else."""
    try:
        floor = document["floor"]
        return Figure(
            str(document["name"]),
            float(document["value"]),
            str(document["unit"]),
            None if floor is None else float(floor),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("These are not figures of `photoclip bench --json`.") from error


def add_plot(parser: argparse.ArgumentParser) -> None:
    """The option that draws the figures."""
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw them (.png)")


def outcome_of(figures: Sequence[Figure], plot: Path | None = None) -> Outcome:
    """The figures as lines and as a document, with the machine that gave them; drawn, if asked."""
    machine = machine_now()
    if plot is not None:
        drawn(figures, plot)
    document: dict[str, object] = {
        "figures": [figure.document() for figure in figures],
        "machine": machine,
    }
    return Outcome(document, [line_of(figure) for figure in figures])


def line_of(figure: Figure) -> str:
    """A figure for people."""
    beside = f"  (floor {figure.floor:.4g}, ratio {figure.ratio})" if figure.floor else ""
    return f"{figure.name}: {figure.value:.4g} {figure.unit}{beside}"


def drawn(figures: Sequence[Figure], plot: Path) -> None:
    """Draw the figures into a file. Raises InputError or NoSpace."""
    from photoclip.cli.chart import draw_figures

    file = absolute(plot)
    if file.suffix.lower() != ".png":
        raise InputError(f"{file.name} must end in .png.")
    try:
        draw_figures(figures, file)
    except OSError as error:
        raise NoSpace(f"{file} cannot be written ({error.strerror or error}).") from error


def machine_now() -> dict[str, object]:
    """The machine in general words, and how busy it is: what figures cannot be read without."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count() or 1,
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "load": round(psutil.getloadavg()[0], 1),
        "python": platform.python_version(),
        "photoclip": __version__,
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
    }
