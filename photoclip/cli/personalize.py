"""`personalize`: learn the user's words from the verdicts, if held-out photos say it helps."""

from __future__ import annotations

import argparse
import time

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
from photoclip.library import adapters, tags
from photoclip.library.database import Library

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
    personalize.set_defaults(run=run_personalize)


def run_personalize(options: argparse.Namespace, session: Session) -> Outcome:
    """Learn, prove, and keep what is better; or go back to the version before."""
    if options.revert:
        return _revert(session)
    document = personalize(session, keep_unverified=options.keep_unverified)
    return Outcome(document, report_lines(document))


def personalize(session: Session, *, keep_unverified: bool = False) -> dict[str, object]:
    """Learn from the library's verdicts; the report. What was adopted is in use at the end."""
    with Library.open(session.home) as library:
        if not any(count.confirmed for count in tags.counts(library)):
            return _nothing(library)
        with engine_for(session) as engine:
            found = _learn(engine, session, keep_unverified)
            if found.data is not None:
                number = adapters.keep(
                    library, found.space, found.data, found.report, found.snapshot
                )
                adapters.activate(library, number, found.space)
                engine.ask(AdapterChanged(), object)
    return found.report


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


def _revert(session: Session) -> Outcome:
    """Point back to the parent of the version in use; nothing is trained or deleted."""
    with Library.open(session.home) as library, engine_for(session) as engine:
        space = engine.ask(GetStatus(), EngineStatus).space
        if not space:
            raise NoWeights("There is no encoder, so no version to go back from.")
        started = time.perf_counter()
        reverted = adapters.revert(library, space)
        seconds = time.perf_counter() - started
        engine.ask(AdapterChanged(), object)
    if reverted is None:
        reason = "Nothing that was learnt is in use, so there is nothing to go back from."
    elif reverted[1] is None:
        reason = "Searches are as they were before personalizing."
    else:
        reason = f"The version of {reverted[1].created_at:%Y-%m-%d %H:%M} UTC is in use again."
    document: dict[str, object] = {
        "adopted": False,
        "reverted": reverted is not None,
        "reason": reason,
        "seconds": round(seconds, 4),
        "adapter": adapter_document(reverted[1]) if reverted and reverted[1] else None,
    }
    return Outcome(document, [reason])


def adapter_document(version: adapters.Version) -> dict[str, object]:
    """A version as `status` names it."""
    return {
        "id": version.id,
        "created_at": version.created_at.isoformat(),
        "parent": version.parent,
        "tags": version.report.get("tags"),
        "candidate": version.report.get("candidate"),
        "verified": version.report.get("verified"),
        "before": version.report.get("before"),
        "after": version.report.get("after"),
    }
