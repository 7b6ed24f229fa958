"""`watch`: brings the library up to date, then keeps it so until it is interrupted."""

from __future__ import annotations

import argparse
import queue
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from photoclip.cli.scan import read_and_embed, scan_folders
from photoclip.cli.session import DONE, Outcome, Session
from photoclip.domain import ScanReport
from photoclip.errors import Unknown
from photoclip.library import roots, scanner
from photoclip.library.database import Library
from photoclip.library.watching import Touched, Watch
from photoclip.settings import load

_COUNTED = ("added", "changed", "moved", "missing")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of this module."""
    watch = commands.add_parser("watch", help="scan, then follow what changes until interrupted")
    watch.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="none: all roots")
    watch.add_argument("--no-embed", action="store_true", help="only read; embed another time")
    watch.add_argument("--seconds", type=float, metavar="N", help="end by itself after so long")
    watch.set_defaults(run=run_watch)


def run_watch(options: argparse.Namespace, session: Session) -> Outcome:
    """Scan, watch all roots, and read and embed what changes."""
    scan_folders(session, options.folders, embed=not options.no_embed)
    until = time.monotonic() + options.seconds if options.seconds is not None else None
    totals = dict.fromkeys((*_COUNTED, "embedded"), 0)
    touched: queue.SimpleQueue[Touched] = queue.SimpleQueue()
    home = session.home
    with Library.open(home) as library:
        paths = [root.path for root in roots.all_roots(library)]
        own = (home.data, home.cache, home.config, home.log)
        watch = Watch(paths, touched.put, session.say, leave_out=own)
        watch.start()
        session.say(f"Watching {len(paths)} folders; Ctrl+C ends it.")
        try:
            with suppress(KeyboardInterrupt):
                while (found := _next(touched, until)) is not None:
                    report = _look_into(library, found, session)
                    _count(totals, report)
                    if any(getattr(report, name) for name in _COUNTED):
                        embedded, _ = read_and_embed(
                            library, session, None, embed=not options.no_embed
                        )
                        totals["embedded"] += embedded
                        session.say(_line(report, embedded))
        finally:
            watch.close()
    return Outcome(dict(totals), [_summary(totals)], DONE)


def _next(touched: queue.SimpleQueue[Touched], until: float | None) -> Touched | None:
    """What was touched next; None when the time is up."""
    try:
        return touched.get(timeout=None if until is None else max(0.0, until - time.monotonic()))
    except queue.Empty:
        return None


def _look_into(library: Library, found: Touched, session: Session) -> ScanReport:
    settings, _sentences = load(session.home.settings)
    reports = []
    wanted: list[tuple[Sequence[Path] | None, dict[Path, bool] | None]] = []
    if found.roots:
        wanted.append((found.roots, None))
    if found.places:
        wanted.append((None, dict(found.places)))
    for paths, places in wanted:
        with suppress(Unknown):  # a root that was taken out meanwhile
            reports.append(
                scanner.scan(
                    library,
                    paths,
                    excludes=settings.excludes,
                    videos=settings.videos,
                    places=places,
                )
            )
    sums = [sum(numbers) for numbers in zip(*(astuple(r)[:6] for r in reports), strict=True)]
    return ScanReport(*sums) if sums else ScanReport()


def _count(totals: dict[str, int], report: ScanReport) -> None:
    for name in _COUNTED:
        totals[name] += getattr(report, name)


def _line(report: ScanReport, embedded: int) -> str:
    parts = [f"{getattr(report, n):,} {n}" for n in _COUNTED if getattr(report, n)]
    return ", ".join([*parts, f"{embedded:,} embedded"]) + "."


def _summary(totals: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in totals.items()) + " while watching."
