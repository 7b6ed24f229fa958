"""What every benchmark of speed gives out: figures beside their floors, and the machine."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from photoclip import __version__
from photoclip.cli.session import WORLD, Outcome, Session, absolute
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


def add_plot(
    parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace, Session], Outcome]
) -> None:
    """The option that draws the figures of `run`, which begins only where that can be done."""

    def checked(options: argparse.Namespace, session: Session) -> Outcome:
        if options.plot is not None:
            check_plot(absolute(options.plot))
        return run(options, session)

    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw them (.png)")
    parser.set_defaults(run=checked)


def check_plot(file: Path) -> None:
    """Raise InputError or NoSpace where a picture cannot be written there."""
    if file.suffix.lower() != ".png" or file.is_dir():
        raise InputError(f"{file.name} must be a file that ends in .png.")
    if not file.parent.is_dir():
        raise InputError(f"There is no folder {file.parent}.")
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        raise NoSpace(f"{file} cannot be written.")


def outcome_of(figures: Sequence[Figure], plot: Path | None = None) -> Outcome:
    """The figures as lines and as a document, with the machine that gave them; drawn, if asked."""
    machine = machine_now()
    document: dict[str, object] = {
        "figures": [figure.document() for figure in figures],
        "machine": machine,
    }
    return drawn(Outcome(document, [line_of(figure) for figure in figures]), figures, plot)


def line_of(figure: Figure) -> str:
    """A figure for people."""
    beside = f"  (floor {figure.floor:.4g}, ratio {figure.ratio})" if figure.floor else ""
    return f"{figure.name}: {figure.value:.4g} {figure.unit}{beside}"


def drawn(outcome: Outcome, figures: Sequence[Figure], plot: Path | None) -> Outcome:
    """The outcome once its figures are drawn into the file, if there is to be one."""
    from photoclip.cli.chart import draw_figures

    return plotted(outcome, plot, lambda file: draw_figures(figures, file))


def plotted(outcome: Outcome, plot: Path | None, draw: Callable[[Path], None]) -> Outcome:
    """The outcome, with a complaint where the picture of it cannot be written."""
    if plot is None:
        return outcome
    file = absolute(plot)
    try:
        draw(file)
    except OSError as error:
        complaint = f"{file} cannot be written ({error.strerror or error})."
        return replace(outcome, status=WORLD, complaint=complaint)
    return outcome


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
