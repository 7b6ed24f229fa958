"""The activity centre: what runs, how it ended, rest on battery, news when something took long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photoclip.engine.messages import Embedding, Pause, Resume, StopSuggesting, Suggesting
from photoclip.gui.bridge import Bridge
from photoclip.gui.window import MainWindow
from photoclip.gui.work.centre import ActivityCentre
from photoclip.gui.work.ledger import Ledger, State
from photoclip.gui.work.power import Power
from photoclip.jobs import Progress
from tests.gui.fakes import FakeEngine


@pytest.fixture(autouse=True)
def _restless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ActivityCentre, "REST", 5)


@pytest.fixture
def centre(full_window: MainWindow) -> ActivityCentre:
    """The centre with its page open."""
    full_window.actions_["activity"].trigger()
    assert full_window.tools.centre.page.isVisible()
    return full_window.tools.centre


def test_the_ledger_counts_time_and_forgets_what_never_began() -> None:
    now = [100.0]
    ledger = Ledger(lambda: now[0])
    ledger.end("scan")
    assert ledger.lately == []
    ledger.report("scan", Progress("Looking", 1))
    now[0] = 107.0
    ledger.report("scan", Progress("Looking", 5), paused=True)
    assert [(p.state, p.seconds) for p in ledger.running] == [(State.PAUSED, 7.0)]
    ledger.end("scan", "3 new")
    assert ledger.running == []
    assert [(p.state, p.sentence, p.seconds) for p in ledger.lately] == [
        (State.ENDED, "3 new", 7.0)
    ]


def test_a_scan_is_told_with_what_it_found(centre: ActivityCentre, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any("11 new" in line for line in centre.page.lines))
    assert centre.page.nothing.isVisible()


def test_work_is_shown_paused_and_ended(
    full_window: MainWindow, centre: ActivityCentre, engine: FakeEngine, qtbot: QtBot
) -> None:
    progress = Progress("Embedding", 10, 200, per_second=5, seconds_left=38)
    engine.client.tell(Embedding(progress))
    qtbot.waitUntil(lambda: "embed" in centre.page.cards)
    card = centre.page.cards["embed"]
    assert "10 of 200, 5.0 per second, about 38 s left" in card.text
    assert not card.cancel.isVisible()
    card.pause.click()
    qtbot.waitUntil(lambda: any(isinstance(r, Pause) for r, _ in engine.client.requests))
    engine.client.tell(Embedding(progress, paused=True))
    qtbot.waitUntil(lambda: card.pause.text() == "Go on")
    assert full_window.preferences.now.paused
    engine.client.tell(Embedding(Progress("Embedding", 200, 200), finished=True))
    qtbot.waitUntil(lambda: "embed" not in centre.page.cards)
    assert any("200 photos" in line for line in centre.page.lines)


def test_suggesting_can_be_stopped(
    centre: ActivityCentre, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.client.tell(Suggesting(Progress("Suggesting tags", 1, 9), 0))
    qtbot.waitUntil(lambda: "suggest" in centre.page.cards)
    centre.page.cards["suggest"].cancel.click()
    assert engine.client.pending(StopSuggesting)
    engine.client.tell(Suggesting(Progress("Suggesting tags", 9, 9), 4, finished=True))
    qtbot.waitUntil(lambda: any("4 suggestions" in line for line in centre.page.lines))


def test_a_scan_can_be_stopped_and_started_again(
    full_window: MainWindow, photos_folder: Path, qtbot: QtBot
) -> None:
    scans = full_window.services.scans
    scans.stop()
    (photos_folder / "new.jpg").write_bytes((photos_folder / "red.jpg").read_bytes())
    full_window.actions_["rescan"].trigger()
    qtbot.waitUntil(lambda: len(full_window.model.ids) == 12)


def test_errors_are_told_in_words(
    full_window: MainWindow, centre: ActivityCentre, tmp_path: Path, qtbot: QtBot
) -> None:
    full_window.add_folders([tmp_path / "nowhere"])
    qtbot.waitUntil(lambda: any("There is no folder" in line for line in centre.page.lines))


def test_the_engine_rests_on_battery(
    full_window: MainWindow, centre: ActivityCentre, engine: FakeEngine, qtbot: QtBot
) -> None:
    power = full_window.services.power
    power._known(True)
    assert isinstance(engine.client.requests[-1][0], Pause)
    qtbot.waitUntil(centre.page.resting.isVisible)
    assert not full_window.preferences.now.paused
    power._known(False)
    assert isinstance(engine.client.requests[-1][0], Resume)
    full_window.preferences.change(on_battery="run")
    before = len(engine.client.requests)
    power._known(True)
    assert not any(isinstance(r, Pause) for r, _ in engine.client.requests[before:])


def test_the_power_is_looked_at_in_a_thread(bridge: Bridge, qtbot: QtBot) -> None:
    seen: list[str] = []

    def look() -> bool:
        seen.append(threading.current_thread().name)
        return True

    power = Power(bridge, look)
    with qtbot.waitSignal(power.changed) as told:
        power.start()
    assert told.args == [True]
    assert seen[0].startswith("power")
    power.stop()
    power.close()


def test_long_work_is_told_to_who_is_elsewhere(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(full_window.tools.centre, "_notify", lambda *words: told.append(words))
    monkeypatch.setattr(ActivityCentre, "LONG_SECONDS", 0.0)
    ledger = full_window.tools.centre.ledger
    ledger.report("scan", Progress("Looking for photos"))
    ledger.end("scan", "3 new")
    assert told == [("Looking for photos", "3 new took 1 s.")]
    full_window.preferences.change(notify=False)
    ledger.report("scan", Progress("Looking for photos"))
    ledger.end("scan", "3 new")
    assert len(told) == 1


def test_few_suggestions_are_told_though_they_were_done_at_once(
    centre: ActivityCentre, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.client.tell(Suggesting(Progress("Suggesting tags", 9, 9), 4, finished=True))
    qtbot.waitUntil(lambda: any("4 suggestions" in line for line in centre.page.lines))


def test_exchanging_is_shown_and_can_be_stopped(
    full_window: MainWindow, centre: ActivityCentre, qtbot: QtBot
) -> None:
    go_on = threading.Event()

    def work(_library: object, tell: Callable[[int, int], None]) -> None:
        tell(3, 10)
        go_on.wait(20)
        tell(4, 10)

    heard: list[object] = []
    full_window.services.long_work.run(
        work, lambda _done, _total: None, heard.append, lambda _error: None, name="Write sidecars"
    )
    qtbot.waitUntil(lambda: "exchange" in centre.page.cards)
    qtbot.waitUntil(lambda: "3 of 10" in centre.page.cards["exchange"].text)
    centre.page.cards["exchange"].cancel.click()
    go_on.set()
    qtbot.waitUntil(lambda: "exchange" not in centre.page.cards)
    assert heard == []
    assert any("Write sidecars" in line for line in centre.page.lines)
