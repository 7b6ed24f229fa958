"""`model`: the encoders that are here, and those that can be."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from photoclip import settings
from photoclip.cli.session import DONE, USAGE, Outcome, Session, absolute
from photoclip.clip import catalogue, folder
from photoclip.clip.catalogue import ModelEntry
from photoclip.clip.loading import spec_of
from photoclip.engine.access import owning
from photoclip.engine.client import EngineClient
from photoclip.engine.engine import Engine
from photoclip.engine.messages import EngineStatus, GetStatus
from photoclip.engine.model_messages import RemoveModel, UseEncoder
from photoclip.engine.shelf import remove
from photoclip.errors import NoWeights
from photoclip.library.database import Library
from photoclip.vectors.store import VectorStore
from photoclip.vectors.turns import SpaceUse


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    model = commands.add_parser("model", help="the encoders: built in, local, or to download")
    actions = model.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the encoders, and which is in use")
    listing.set_defaults(run=run_list)
    use = actions.add_parser("use", help="search and tag with this encoder from now on")
    use.add_argument("name", metavar="NAME")
    use.add_argument(
        "--now", action="store_true", help="even before it has seen the photos that others know"
    )
    use.set_defaults(run=run_use)
    add = actions.add_parser("add", help="take in a folder that open_clip can load")
    add.add_argument("folder", type=Path, metavar="FOLDER")
    add.add_argument("--name", metavar="NAME", help="what to call it (default: the folder's name)")
    add.set_defaults(run=run_add)
    remove = actions.add_parser("remove", help="delete one and its embeddings")
    remove.add_argument("name", metavar="NAME")
    remove.add_argument(
        "--vectors", action="store_true", help="delete its embeddings only, and keep the model"
    )
    remove.set_defaults(run=run_remove)
    faster = actions.add_parser(
        "accelerate", help="try ONNX Runtime for one on this processor, and keep it if it pays"
    )
    faster.add_argument("name", nargs="?", metavar="NAME", help="default: the one in use")
    faster.set_defaults(run=run_accelerate)
    download = actions.add_parser("download", help="fetch one, after showing its licence")
    download.add_argument("name", metavar="NAME")
    download.add_argument("--yes", action="store_true", help="do not ask")
    download.set_defaults(run=run_download)


def run_list(options: argparse.Namespace, session: Session) -> Outcome:
    """All encoders, here or not."""
    return _outcome(catalogue.available(session.home), session)


def run_use(options: argparse.Namespace, session: Session) -> Outcome:
    """Note the encoder in the settings, if it is here and whole; the photos follow.

    Where another encoder knows the photos already it answers until this one has seen them: an
    engine that runs embeds them at once, else the next scan does.
    """
    name = options.name
    if name not in catalogue.FAKES:
        folder.read(catalogue.find(session.home, name))
    _set_encoder(session, name)
    if session.home.library.is_file():
        _switch(session, name, now=options.now)
    return _outcome(_entries(session, name), session)


def _switch(session: Session, name: str, *, now: bool) -> None:
    client = EngineClient.attach(session.home, lambda _event: None)
    if client is not None:
        try:
            status = client.submit(UseEncoder(name, now)).result()
        finally:
            client.close()
    else:
        if now:
            with _shelf(session) as (_library, store):
                spec = spec_of(session.home, name)
                store.space(spec)  # begun, if it was not
                store.turns.take(spec)
        with Engine(session.home, read_only=True) as engine:
            status = engine.answer(GetStatus())
    assert isinstance(status, EngineStatus)
    if status.coming:
        session.say(
            f"{status.encoder} answers until {name} has seen the photos "
            f"({status.coming_embedded:,} by now)"
            + ("." if client else "; photoclip scan shows them to it.")
        )


@contextmanager
def _shelf(session: Session) -> Iterator[tuple[Library, VectorStore]]:
    """The library and its vectors, to be written by nobody else meanwhile."""
    with (
        owning(session.home),
        Library.open(session.home, read_only=True) as library,
        VectorStore.open(session.home.vectors, library_uuid=library.uuid) as store,
    ):
        yield library, store


def run_add(options: argparse.Namespace, session: Session) -> Outcome:
    """Judge, copy, and try the model once, so that nothing unusable is in the list."""
    source = absolute(options.folder)
    folder.read(source)  # refuse before torch is imported
    from photoclip.clip.trial import add_tried

    return _outcome([add_tried(session.home, source, options.name)], session)


def run_remove(options: argparse.Namespace, session: Session) -> Outcome:
    """Delete it and its embeddings; if it was in use, the built-in one takes over."""
    name = options.name
    if not options.vectors and _encoder_in_use(session) == name:
        catalogue.find(session.home, name)
        _set_encoder(session, catalogue.BUILT_IN)
        session.say(f"{name} was in use; the built-in encoder is now.")
        if session.home.library.is_file():
            _switch(session, catalogue.BUILT_IN, now=True)
    if not session.home.library.is_file():
        if options.vectors:
            raise NoWeights(f"There are no embeddings of {name} that could go.")
        catalogue.remove(session.home, name)
    else:
        client = EngineClient.attach(session.home, lambda _event: None)
        if client is not None:
            try:
                client.submit(RemoveModel(name, options.vectors)).result()
            finally:
                client.close()
        else:
            with _shelf(session) as (library, store):
                remove(session.home, library, store, name, vectors_only=options.vectors)
    return _outcome(catalogue.available(session.home), session)


def run_accelerate(options: argparse.Namespace, session: Session) -> Outcome:
    """Compare ONNX Runtime with torch on the sample photos; use it from now on where it pays."""
    name = options.name or _encoder_in_use(session)
    folder.read(catalogue.find(session.home, name))
    from photoclip.clip.accelerating import accelerate

    verdict = accelerate(session.home, name)
    sentence = (
        f"{name}: {verdict.times:.2f} times as fast as torch, cosine {verdict.cosine:.5f}, "
        f"nearest photos {'the same' if verdict.same_top else 'not the same'}; "
        + ("it is used from now on." if verdict.accepted else "not used.")
    )
    document: dict[str, object] = {
        "name": name,
        "accepted": verdict.accepted,
        "times": round(verdict.times, 3),
        "cosine": round(verdict.cosine, 6),
        "same_top": verdict.same_top,
    }
    return Outcome(document, [sentence])


def run_download(options: argparse.Namespace, session: Session) -> Outcome:
    """Show the licence, ask, fetch."""
    model = catalogue.published(options.name)
    if model is not None:
        session.say(
            f"{model.name}: {model.megabytes:,} MB from {model.page}, "
            f"licence {model.licence}. {model.note}"
        )
        if not options.yes and not _agreed(session):
            session.say("Nothing was downloaded; --yes agrees beforehand.")
            return Outcome({"models": []}, status=USAGE)
    from photoclip.clip.downloads import download

    bar = session.progress("Downloading")
    try:
        entry = download(
            session.home,
            options.name,
            report=lambda p: bar.update(p.done >> 20, (p.total or 0) >> 20, "MB"),
        )
    finally:
        bar.close()
    return _outcome([entry], session)


def _agreed(session: Session) -> bool:
    if not sys.stdin.isatty():
        return False
    session.stderr.write("Download it? [y/N] ")
    session.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _encoder_in_use(session: Session) -> str:
    found, sentences = settings.load(session.home.settings)
    for sentence in sentences:
        session.say(sentence)
    return found.encoder


def _set_encoder(session: Session, name: str) -> None:
    found, _sentences = settings.load(session.home.settings)
    settings.save(session.home.settings, replace(found, encoder=name))


def _entries(session: Session, name: str) -> list[ModelEntry]:
    """The entry of that name; an encoder for tests is in no list."""
    return [] if name in catalogue.FAKES else [catalogue.entry(session.home, name)]


def _outcome(entries: list[ModelEntry], session: Session) -> Outcome:
    current = _encoder_in_use(session)
    uses = _uses(session)
    document = [
        {
            "name": entry.name,
            "state": str(entry.state),
            "dim": entry.dim,
            "megabytes": entry.megabytes,
            "captions": entry.captions,
            "licence": entry.licence,
            "languages": entry.languages,
            "note": entry.note,
            "in_use": entry.name == current,
            "answering": any(u.answering for u in uses if u.spec.name == entry.name),
            "photos": max((u.photos for u in uses if u.spec.name == entry.name), default=0),
            "vector_megabytes": _megabytes(u for u in uses if u.spec.name == entry.name),
        }
        for entry in entries
    ]
    spaces = [
        {
            "name": use.spec.name,
            "digest": use.spec.digest[:12],
            "dim": use.spec.dim,
            "photos": use.photos,
            "megabytes": _megabytes([use]),
            "answering": use.answering,
        }
        for use in uses
    ]
    width = max((len(entry.name) for entry in entries), default=0)
    lines = [
        f"{'*' if entry.name == current else ' '} {entry.name:<{width}}  {entry.state:<14}  "
        f"{entry.megabytes:>7,.0f} MB  {entry.licence}  {entry.note}"
        for entry in entries
    ]
    lines += [
        f"  embeddings of {use.spec.name}: {use.photos:,} photos, {_megabytes([use]):,.1f} MB"
        + (", answering now" if use.answering else "")
        for use in uses
        if use.photos
    ]
    return Outcome({"models": document, "spaces": spaces}, lines, DONE)


def _uses(session: Session) -> list[SpaceUse]:
    """The embeddings that this home holds, of whatever encoder."""
    home = session.home
    if not (home.library.is_file() and home.vectors.is_file()):
        return []
    with (
        Library.open(home, read_only=True) as library,
        VectorStore.open(home.vectors, library_uuid=library.uuid, read_only=True) as store,
    ):
        return store.turns.uses()


def _megabytes(uses: Iterable[SpaceUse]) -> float:
    return round(sum(use.size_bytes for use in uses) / 1e6, 3)
