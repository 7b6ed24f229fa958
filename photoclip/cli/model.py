"""`model`: the encoders that are here, and those that can be."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from photoclip import settings
from photoclip.cli.session import DONE, USAGE, Outcome, Session, absolute
from photoclip.clip import catalogue, folder
from photoclip.clip.catalogue import ModelEntry


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    model = commands.add_parser("model", help="the encoders: built in, local, or to download")
    actions = model.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the encoders, and which is in use")
    listing.set_defaults(run=run_list)
    use = actions.add_parser("use", help="search and tag with this encoder from now on")
    use.add_argument("name", metavar="NAME")
    use.set_defaults(run=run_use)
    add = actions.add_parser("add", help="take in a folder that open_clip can load")
    add.add_argument("folder", type=Path, metavar="FOLDER")
    add.add_argument("--name", metavar="NAME", help="what to call it (default: the folder's name)")
    add.set_defaults(run=run_add)
    remove = actions.add_parser("remove", help="delete one that was added or downloaded")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=run_remove)
    download = actions.add_parser("download", help="fetch one, after showing its licence")
    download.add_argument("name", metavar="NAME")
    download.add_argument("--yes", action="store_true", help="do not ask")
    download.set_defaults(run=run_download)


def run_list(options: argparse.Namespace, session: Session) -> Outcome:
    """All encoders, here or not."""
    return _outcome(catalogue.available(session.home), session)


def run_use(options: argparse.Namespace, session: Session) -> Outcome:
    """Note the encoder in the settings, if it is here and whole."""
    folder.read(catalogue.find(session.home, options.name))
    _set_encoder(session, options.name)
    return _outcome([catalogue.entry(session.home, options.name)], session)


def run_add(options: argparse.Namespace, session: Session) -> Outcome:
    """Judge, copy, and try the model once, so that nothing unusable is in the list."""
    source = absolute(options.folder)
    folder.read(source)
    from photoclip.clip.encoder import OpenClipEncoder

    OpenClipEncoder.load(source, device="cpu", precision="fp32").encode_texts(["a photo"])
    return _outcome([catalogue.add(session.home, source, options.name)], session)


def run_remove(options: argparse.Namespace, session: Session) -> Outcome:
    """Delete it; if it was in use, the built-in one takes over."""
    catalogue.remove(session.home, options.name)
    if _encoder_in_use(session) == options.name:
        _set_encoder(session, catalogue.BUILT_IN)
        session.say(f"{options.name} was in use; the built-in encoder is now.")
    return _outcome(catalogue.available(session.home), session)


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


def _outcome(entries: list[ModelEntry], session: Session) -> Outcome:
    current = _encoder_in_use(session)
    document = [
        {
            "name": entry.name,
            "state": str(entry.state),
            "dim": entry.dim,
            "megabytes": entry.megabytes,
            "licence": entry.licence,
            "languages": entry.languages,
            "note": entry.note,
            "in_use": entry.name == current,
        }
        for entry in entries
    ]
    width = max((len(entry.name) for entry in entries), default=0)
    lines = [
        f"{'*' if entry.name == current else ' '} {entry.name:<{width}}  {entry.state:<14}  "
        f"{entry.megabytes:>7,.0f} MB  {entry.licence}  {entry.note}"
        for entry in entries
    ]
    return Outcome({"models": document}, lines, DONE)
