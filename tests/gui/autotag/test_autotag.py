"""Suggesting tags from the window: for which photos, from which words, and what comes after."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photoclip.domain import Source, Suggestion, Verdict
from photoclip.engine.messages import (
    Forecast,
    Scope,
    StopSuggesting,
    Suggest,
    Suggesting,
    Suggestions,
    SuggestionsOf,
    WouldTag,
)
from photoclip.errors import Unknown
from photoclip.gui.autotag.dialog import SuggestDialog
from photoclip.gui.listings import ALL, REVIEW, album_place
from photoclip.gui.window import MainWindow
from photoclip.jobs import Progress
from photoclip.library import tags
from photoclip.library.database import Library
from tests.gui.fakes import FakeEngine
from tests.gui.test_accessibility import nameless


def dialog(window: MainWindow, qtbot: QtBot) -> SuggestDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(SuggestDialog)))
    return window.findChildren(SuggestDialog)[-1]


def asked(engine: FakeEngine, qtbot: QtBot) -> Suggest:
    qtbot.waitUntil(lambda: bool(engine.client.pending(Suggest)))
    request = engine.client.pending(Suggest)[-1][0]
    assert isinstance(request, Suggest)
    return request


def _beaches(library: Library) -> list[Verdict]:
    return tags.verdicts(library, "beach")


def titles(shown: SuggestDialog) -> list[str]:
    return [button.text() for button in shown.choices.buttons()]


def test_the_selection_comes_first_then_what_is_shown(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window = full_window
    window.grid.select(window.model.ids[:2])
    qtbot.waitUntil(lambda: len(window.navigator.targets()) == 2)
    window.actions_["suggest_tags"].trigger()
    shown = dialog(window, qtbot)
    assert titles(shown) == ["The selected photos  (2 photos)", "All photos"]
    shown.accept()
    assert asked(engine, qtbot).photo_ids == tuple(window.model.ids[:2])


def test_an_album_of_the_sidebar_is_asked_by_its_query(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    place = album_place("Italy", None)
    ((text, call),) = full_window.machine.autotag.choices(place)
    assert text == "Suggest tags…"
    call()
    shown = dialog(full_window, qtbot)
    assert titles(shown)[0] == "The album “Italy”"
    shown.add_files([Path("/words/birds.txt")])
    shown.accept()
    request = asked(engine, qtbot)
    assert request.query is not None
    assert request.query.text == 'album:"Italy"'
    assert request.vocabulary == (Path("/words/birds.txt"),)
    assert full_window.machine.autotag.choices(REVIEW) == []
    assert len(full_window.machine.autotag.choices(ALL)) == 1


def test_progress_can_be_stopped(full_window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    autotag = full_window.machine.autotag
    autotag.begin(Suggest())
    engine.client.pending(Suggest)[-1][1].set_result(Scope((1, 2), 0))
    engine.client.tell(Suggesting(Progress("Suggesting tags", 1, 2), 3))
    qtbot.waitUntil(lambda: autotag.strip.text == "Suggesting tags: 1 of 2")
    autotag.strip.stop.click()
    assert autotag.strip.text == ""
    qtbot.waitUntil(lambda: bool(engine.client.pending(StopSuggesting)))
    engine.client.tell(Suggesting(Progress("Suggesting tags", 2, 2), 3, finished=True))
    qtbot.wait(20)
    assert full_window.frame.banner.sentence == ""


def test_the_end_leads_to_the_review(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    full_window.machine.autotag.begin(Suggest())
    engine.client.pending(Suggest)[-1][1].set_result(Scope((1, 2), 3))
    banner = full_window.frame.banner
    qtbot.waitUntil(lambda: "3 photos have not been read yet" in banner.sentence)
    engine.client.tell(Suggesting(Progress("Suggesting tags", 2, 2), 7, finished=True))
    qtbot.waitUntil(lambda: banner.sentence == "7 tags were suggested for 2 photos.")
    banner._button.click()
    assert full_window.machine.review.shown


def test_what_is_nearly_certain_is_applied_as_the_machines(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    first, second, *_ = full_window.model.ids
    full_window.actions_["suggest_tags"].trigger()
    shown = dialog(full_window, qtbot)
    assert shown.apply_above is None
    shown.apply.setChecked(True)
    shown.percent.setValue(90)
    shown.accept()
    asked(engine, qtbot)
    engine.client.pending(Suggest)[-1][1].set_result(Scope((first, second), 0))
    qtbot.waitUntil(lambda: full_window.machine.autotag._running is not None)
    engine.client.tell(Suggesting(Progress("Suggesting tags", 2, 2), 2, finished=True))
    qtbot.waitUntil(lambda: bool(engine.client.pending(SuggestionsOf)))
    items = (Suggestion("beach", first, 0.95), Suggestion("beach", second, 0.6))
    engine.client.pending(SuggestionsOf)[-1][1].set_result(Suggestions(items))

    def applied() -> bool:
        try:
            found = full_window.services.lane.ask(_beaches).result(10)
        except Unknown:
            return False
        return [(v.photo_id, v.source) for v in found] == [(first, Source.AUTO)]

    qtbot.waitUntil(applied)


def test_a_word_is_looked_at_beforehand(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    full_window.actions_["suggest_tags"].trigger()
    forecast = dialog(full_window, qtbot).forecast
    forecast.word.setText("beach")
    forecast.sure.setValue(70)
    qtbot.waitUntil(lambda: bool(engine.client.pending(WouldTag)))
    request, future = engine.client.pending(WouldTag)[-1]
    assert (request.tag, request.threshold) == ("beach", pytest.approx(0.7))
    above, below = Suggestion("beach", 1, 0.71), Suggestion("beach", 2, 0.69)
    future.set_result(Forecast("beach", 0.7, 12, (above,), (below,)))
    qtbot.waitUntil(lambda: "12 photos" in forecast.count.text())
    assert (forecast.above.items, forecast.below.items) == ((above,), (below,))
    forecast.word.setText("zzz")
    qtbot.waitUntil(lambda: bool(engine.client.pending(WouldTag)))
    engine.client.pending(WouldTag)[-1][1].set_exception(Unknown("There is no tag “zzz”."))
    qtbot.waitUntil(lambda: forecast.count.text() == "There is no tag “zzz”.")
    assert forecast.above.items == ()


def test_the_dialog_has_names(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.actions_["suggest_tags"].trigger()
    assert nameless(dialog(full_window, qtbot)) == []
