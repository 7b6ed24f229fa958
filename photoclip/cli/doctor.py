"""`doctor`: is everything sound, and what to do where it is not."""

from __future__ import annotations

import argparse
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from photoclip import __version__, sqlite
from photoclip.cli.session import ATTENTION, DONE, Outcome, Session
from photoclip.cli.version import version_of
from photoclip.clip.loading import spec_of
from photoclip.errors import Damaged, PhotoclipError
from photoclip.images.thumbs import ThumbStore
from photoclip.library import backups
from photoclip.library import doctor as library_doctor
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.settings import load
from photoclip.vectors.backends import at_rest
from photoclip.vectors.store import VectorStore

LEAST_FREE = 500_000_000  # bytes; below, a database may run out of room


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str

    def document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {"name": self.name, "ok": self.ok, "detail": self.detail}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of this module."""
    doctor = commands.add_parser("doctor", help="check the databases, the index and the machine")
    doctor.add_argument("--repair", action="store_true", help="mend what can be mended")
    doctor.set_defaults(run=run_doctor)


def run_doctor(options: argparse.Namespace, session: Session) -> Outcome:
    """Look at everything; with --repair, begin derived files anew that are damaged."""
    repair: bool = options.repair
    checks = [
        *_guarded("library.db", lambda: _library(session, repair)),
        *_guarded("vectors.db", lambda: _vectors(session, repair)),
        *_guarded("thumbs.db", lambda: _thumbs(session, repair)),
        *_guarded("encoder", lambda: _encoder(session)),
        *_machine(session),
    ]
    ok = all(check.ok for check in checks)
    lines = [f"{'ok ' if c.ok else 'NOT'} {c.name}: {c.detail}" for c in checks]
    document = {"ok": ok, "checks": [check.document() for check in checks]}
    return Outcome(document, lines, DONE if ok else ATTENTION)


def _guarded(name: str, look: Callable[[], Iterator[Check]]) -> list[Check]:
    """The checks of one part; what cannot even be opened is a finding, not the end."""
    try:
        return list(look())
    except PhotoclipError as error:
        return [Check(name, False, str(error))]


def _library(session: Session, repair: bool) -> Iterator[Check]:
    found = _examined(session.home, repair)
    if repair and not found[0].ok:
        yield Check("backup", True, backups.told(backups.restore(session.home)))
        found = _examined(session.home, repair=False)
    yield from found
    copies = backups.all_backups(session.home)
    if copies:
        made = f"{copies[0].made_at.astimezone():%Y-%m-%d %H:%M}"
        yield Check("backups", True, f"{len(copies):,} copies of library.db, the newest of {made}")


def _examined(home: Home, repair: bool) -> list[Check]:
    """What there is to say of library.db, first whether the file is sound."""
    look = library_doctor.repair if repair else library_doctor.examine
    try:
        with Library.open(home, read_only=not repair) as library:
            return [Check(name, ok, detail) for name, ok, detail in look(library)]
    except Damaged as error:
        return [Check("library.db", False, str(error))]


def _vectors(session: Session, repair: bool) -> Iterator[Check]:
    home = session.home
    with Library.open(home, read_only=True) as library:
        uuid = library.uuid
    # Opening for writing sets a damaged file aside: it grows back with the next scan.
    with VectorStore.open(home.vectors, library_uuid=uuid, read_only=not repair) as store:
        faults = store.check() if store.reason is None else [store.reason]
    # Damage deep inside is only found by looking everywhere.
    hidden = repair and faults and store.set_aside is None
    again = (
        VectorStore.begin_anew(home.vectors, uuid)
        if hidden
        else VectorStore.open(home.vectors, library_uuid=uuid, read_only=True)
    )
    aside = store.set_aside
    with again as store:
        aside = store.set_aside or aside
        mended = " It was set aside; scan to fill it again." if aside else ""
        yield Check(
            "vectors.db",
            not faults or aside is not None,
            ("; ".join(faults) or f"{store.size_bytes / 1e6:,.1f} MB") + mended,
        )
        for spec in store.spaces():
            found = at_rest(store, spec, home.indexes, load(home.settings)[0].index)
            yield Check(f"index of {spec.name}", True, f"{found.kind}, {found.count:,} photos")


def _thumbs(session: Session, repair: bool) -> Iterator[Check]:
    if not session.home.thumbs.exists():
        yield Check("thumbs.db", True, "not there yet")
        return
    fault = sqlite.check(session.home.thumbs)
    if fault is not None and repair:
        ThumbStore(session.home.thumbs).close()
        yield Check("thumbs.db", True, f"{fault}; begun anew")
        return
    yield Check("thumbs.db", fault is None, fault or "sound")


def _encoder(session: Session) -> Iterator[Check]:
    settings, sentences = load(session.home.settings)
    for sentence in sentences:
        yield Check("settings.toml", False, sentence)
    if not sentences:
        there = session.home.settings.exists()
        said = str(session.home.settings)
        yield Check("settings.toml", True, said if there else f"{said}, not there yet")
    spec = spec_of(session.home, settings.encoder)
    yield Check("encoder", True, f"{spec.name}, {spec.dim} dimensions, {spec.precision}")


def _machine(session: Session) -> Iterator[Check]:
    place = session.home.data
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    yield Check("free space", free >= LEAST_FREE, f"{free / 1e9:,.1f} GB beside the library")
    names = ("torch", "open_clip_torch", "PySide6-Essentials", "hnswlib", "pillow", "SQLAlchemy")
    found = ", ".join(f"{name} {version_of(name)}" for name in names)
    detail = f"photoclip {__version__}, Python {platform.python_version()}, {found}"
    yield Check("versions", True, detail)
