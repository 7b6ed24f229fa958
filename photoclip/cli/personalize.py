"""`personalize`: learn the user's words from the verdicts, if held-out photos say it helps."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping

from photoclip.cli.engines import Asked, engine_for
from photoclip.cli.session import Bar, Outcome, Session
from photoclip.engine.messages import (
    AdapterChanged,
    EngineStatus,
    GetStatus,
    Learning,
    Learnt,
    Personalize,
    Personalized,
    StopPersonalizing,
)
from photoclip.errors import EngineError, NoWeights
from photoclip.library import adapters, photos, tags
from photoclip.library.database import Library
from photoclip.library.lessons import FEWEST_CAPTIONED, outlook

LOOK_AGAIN_SECONDS = 0.1
NOTHING = "There is nothing to learn from yet: confirm tags for some photos first."


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of this module."""
    personalize = commands.add_parser(
        "personalize", help="learn your words from the tags you confirmed, if it helps"
    )
    what = personalize.add_mutually_exclusive_group()
    what.add_argument("--revert", action="store_true", help="go back to the version before")
    what.add_argument(
        "--keep-unverified", action="store_true", help="keep also what could not be proven"
    )
    what.add_argument(
        "--outlook",
        action="store_true",
        help="only say what it would learn from, and what is missing",
    )
    what.add_argument("--versions", action="store_true", help="list every run, the newest first")
    what.add_argument(
        "--use", type=int, metavar="N", help="use that version again; 0 uses none of them"
    )
    personalize.set_defaults(run=run_personalize)


def run_personalize(options: argparse.Namespace, session: Session) -> Outcome:
    """Learn, prove, and keep what is better; or look at the versions and change between them."""
    if options.revert:
        return _revert(session)
    if options.outlook:
        return _outlook(session)
    if options.versions:
        return _versions(session)
    if options.use is not None:
        return _use(session, options.use)
    document = personalize(session, keep_unverified=options.keep_unverified)
    return Outcome(document, report_lines(document))


def personalize(session: Session, *, keep_unverified: bool = False) -> dict[str, object]:
    """Learn from the library's verdicts; the report. What was adopted is in use at the end."""
    with Library.open(session.home) as library:
        there = outlook(library)
        if not there.tags and there.captions < FEWEST_CAPTIONED:
            return _nothing(library)
        with engine_for(session) as engine:
            found = _learn(engine, session, keep_unverified)
            if found.data is not None:
                adapters.adopt(library, found.space, found.data, found.report, found.snapshot)
                engine.ask(AdapterChanged(), object)
            else:
                adapters.keep(library, found.space, None, found.report, found.snapshot)
        return _with_paths(library, found.report)


def _with_paths(library: Library, report: Mapping[str, object]) -> dict[str, object]:
    """The report with the paths of its examples; without the curve, which `--versions` has."""
    examples = report.get("examples")
    assert isinstance(examples, list)
    ids = [number for one in examples for number in (*one["up"], *one["down"])]
    paths = {photo.id: str(photo.path) for photo in photos.get(library, ids)}
    shown = [
        {
            "tag": one["tag"],
            "up": [paths[number] for number in one["up"] if number in paths],
            "down": [paths[number] for number in one["down"] if number in paths],
        }
        for one in examples
    ]
    return {**report, "examples": shown}


def report_lines(document: dict[str, object]) -> list[str]:
    """The report for people."""
    lines = [str(document["reason"])]
    before, after = document["before"], document["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    if document["adopted"]:
        lines.append(
            f"mean average precision on held-out photos: {before['map']:.3f} → {after['map']:.3f}"
        )
    per_tag = document.get("per_tag", [])
    assert isinstance(per_tag, list)
    for tag in per_tag:
        tested = tag["before"] is not None
        figures = f"{tag['before']:.3f} → {tag['after']:.3f}" if tested else tag["note"]
        lines.append(f"  {tag['name']}: {tag['confirmed']:,} confirmed, {figures}")
    return lines


def _learn(engine: Asked, session: Session, keep_unverified: bool) -> Personalized:
    bar = session.progress("Learning")
    engine.ask(Personalize(keep_unverified), object)
    try:
        while isinstance(found := engine.ask(Learnt(), object), Learning):
            time.sleep(LOOK_AGAIN_SECONDS)
            _show(bar, engine)
    except KeyboardInterrupt:
        engine.ask(StopPersonalizing(), object)
        raise
    finally:
        bar.close()
    if not isinstance(found, Personalized):
        raise EngineError(f"The engine answered {type(found).__name__}, not Personalized.")
    return found


def _show(bar: Bar, engine: Asked) -> None:
    for event in engine.step():
        if isinstance(event, Learning) and event.loss is not None:
            bar.update(event.progress.done, event.progress.total, f"loss {event.loss:.3f}")


def _nothing(library: Library) -> dict[str, object]:
    counts = tags.counts(library)
    return {
        "adopted": False,
        "reason": NOTHING,
        "seconds": 0.0,
        "verdicts": sum(count.confirmed + count.rejected for count in counts),
        "tags": 0,
        "before": {"map": 0.0},
        "after": {"map": 0.0},
        "retention": {"overlap": 1.0, "strength": 0.0},
    }


def _outlook(session: Session) -> Outcome:
    """What there is to learn from, and what is missing."""
    with Library.open(session.home, read_only=True) as library:
        newest = next(iter(adapters.versions(library)), None)
        found = outlook(library, newest.created_at if newest else None)
    lines = [
        f"{found.all:,} answers about {len(found.tags):,} tags and {found.captions:,} captions, "
        f"{found.fresh:,} answers since the last run."
    ]
    lines += [
        f"  {one.name}: {one.confirmed:,} confirmed, {one.rejected:,} rejected"
        + (f", {one.wanting} more to be tested" if one.wanting else "")
        for one in found.tags
    ]
    document = {
        "ready": found.ready,
        "answers": found.all,
        "fresh": found.fresh,
        "captions": found.captions,
        "tags": [
            {
                "name": one.name,
                "confirmed": one.confirmed,
                "rejected": one.rejected,
                "wanting": one.wanting,
            }
            for one in found.tags
        ],
    }
    return Outcome(document, lines)


def _versions(session: Session) -> Outcome:
    with Library.open(session.home, read_only=True) as library:
        found = adapters.versions(library)
    lines = [
        f"{'*' if one.active else ' '} {one.id:4}  {one.created_at:%Y-%m-%d %H:%M}  "
        f"{one.report.get('outcome', '')}  {one.report.get('reason', '')}"
        for one in found
    ]
    document: dict[str, object] = {"versions": [adapter_document(one) for one in found]}
    return Outcome(document, lines or ["Nothing was learnt yet."])


def _use(session: Session, number: int) -> Outcome:
    """Point to a version; nothing is trained or deleted."""
    with Library.open(session.home) as library, engine_for(session) as engine:
        space = _space(engine)
        started = time.perf_counter()
        adapters.activate(library, number or None, space)
        seconds = time.perf_counter() - started
        engine.ask(AdapterChanged(), object)
        now = adapters.in_use(library, space)
    return _told(now, now is not None, seconds)


def _revert(session: Session) -> Outcome:
    """Point back to the parent of the version in use; nothing is trained or deleted."""
    with Library.open(session.home) as library, engine_for(session) as engine:
        space = _space(engine)
        started = time.perf_counter()
        reverted = adapters.revert(library, space)
        seconds = time.perf_counter() - started
        engine.ask(AdapterChanged(), object)
    if reverted is None:
        reason = "Nothing that was learnt is in use, so there is nothing to go back from."
        return _told(None, False, seconds, reason, reverted=False)
    return _told(reverted.now, False, seconds, reverted=True)


def _space(engine: Asked) -> str:
    space = engine.ask(GetStatus(), EngineStatus).space
    if not space:
        raise NoWeights("There is no encoder, so there are no versions for it.")
    return space


def _told(
    now: adapters.Version | None,
    adopted: bool,
    seconds: float,
    reason: str = "",
    **more: object,
) -> Outcome:
    if not reason:
        reason = (
            f"The version of {now.created_at:%Y-%m-%d %H:%M} UTC is in use again."
            if now
            else "Searches are as they were before personalizing."
        )
    document: dict[str, object] = {
        "adopted": adopted,
        "reason": reason,
        "seconds": round(seconds, 4),
        "adapter": adapter_document(now) if now else None,
        **more,
    }
    return Outcome(document, [reason])


def adapter_document(version: adapters.Version) -> dict[str, object]:
    """A version as `status` names it."""
    return {
        "id": version.id,
        "created_at": version.created_at.isoformat(),
        "parent": version.parent,
        "encoder": version.encoder,
        "active": version.active,
        "usable": version.usable,
        "snapshot": version.snapshot,
        "outcome": version.report.get("outcome"),
        "reason": version.report.get("reason"),
        "tags": version.report.get("tags"),
        "candidate": version.report.get("candidate"),
        "verified": version.report.get("verified"),
        "before": version.report.get("before"),
        "after": version.report.get("after"),
    }
