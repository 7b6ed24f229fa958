"""The Personalize page: every state it can be in, what its buttons do, what it tells unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photoclip.domain import Source
from photoclip.engine.messages import (
    AdapterChanged,
    Died,
    Embedding,
    Learning,
    Learnt,
    Personalize,
    Personalized,
    StopPersonalizing,
)
from photoclip.errors import NoWeights
from photoclip.gui.listings import PERSONALIZE
from photoclip.gui.personal.personal import Personal
from photoclip.gui.personal.runs import State
from photoclip.gui.window import MainWindow
from photoclip.jobs import Progress
from photoclip.learning.personal.stages import Stage
from photoclip.library import adapters, tags
from photoclip.library.database import Library
from photoclip.library.rows import stamp
from photoclip.vectors.adapter import Adapter
from tests.gui import fakes
from tests.gui.fakes import FakeClient, FakeEngine
from tests.gui.test_accessibility import nameless

SPACE = "fake|space"


@pytest.fixture(autouse=True)
def _space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fakes, "STATUS", replace(fakes.STATUS, space=SPACE))


@pytest.fixture
def personal(full_window: MainWindow, qtbot: QtBot) -> Personal:
    """The part of the window, its page being shown."""
    qtbot.waitUntil(lambda: full_window.tools.personal.runs.space == SPACE)
    full_window.actions_["personalize"].trigger()
    assert full_window.tools.personal.page.isVisible()
    return full_window.tools.personal


@pytest.fixture
def client(full_window: MainWindow, engine: FakeEngine) -> FakeClient:
    return engine.client


def confirm(window: MainWindow, name: str, count: int, source: Source = Source.USER) -> None:
    ids = list(window.model.ids)[:count]
    window.services.lane.change(lambda library: tags.confirm(library, name, ids, source)).result(10)


def report(**changes: Any) -> dict[str, Any]:
    tag = {"name": "rex", "confirmed": 5, "rejected": 0, "before": 0.1, "after": 0.8}
    document = {
        "adopted": True,
        "outcome": "better",
        "reason": "It finds clearly more.",
        "seconds": 2.0,
        "verdicts": 5,
        "before": {"map": 0.1},
        "after": {"map": 0.8},
        "retention": {"overlap": 0.95, "strength": 1.0},
        "per_tag": [tag, {**tag, "name": "tom", "before": None, "after": None}],
        "examples": [{"tag": "rex", "up": [1, 2], "down": [3]}],
        "losses": [2.0, 1.0],
    }
    return document | changes


def nothing_adopted(outcome: str) -> Personalized:
    document = report(adopted=False, outcome=outcome, reason="Because.", examples=[])
    return Personalized(SPACE, None, document, "digest")


def something() -> Personalized:
    data = Adapter.identity(64)
    return Personalized(
        SPACE, replace(data, tags={"rex": np.eye(64, dtype=np.float32)[0]}).to_bytes(), report(), ""
    )


def begin(personal: Personal, client: FakeClient, qtbot: QtBot) -> Personalize:
    """Press the button, and let the engine begin."""
    qtbot.waitUntil(personal.page.button.isEnabled)
    qtbot.mouseClick(personal.page.button, Qt.MouseButton.LeftButton)
    request, future = client.pending(Personalize)[-1]
    future.set_result(None)
    qtbot.waitUntil(lambda: personal.runs.state is State.RUNNING)
    assert isinstance(request, Personalize)
    return request


def step(client: FakeClient, done: int, *losses: float, fit: int = 1) -> None:
    event = Learning(
        Progress("Learning", done, 10),
        losses[-1],
        losses=tuple((fit, loss) for loss in losses),
        stage=Stage.TEST,
    )
    client.tell(event)


def finish(client: FakeClient, found: Personalized | BaseException, qtbot: QtBot) -> None:
    client.tell(Learning(Progress("Learning"), finished=True))
    qtbot.waitUntil(lambda: bool(client.pending(Learnt)))
    (_request, future) = client.pending(Learnt)[-1]
    if isinstance(found, BaseException):
        future.set_exception(found)
    else:
        future.set_result(found)


def test_nothing_to_learn_from_yet(personal: Personal) -> None:
    page = personal.page
    assert "Ctrl+T" in page.text.text()
    assert not page.button.isEnabled()
    assert not page.lessons.isVisible()
    assert not page.versions.isVisible()


def test_too_little_says_what_is_missing(
    personal: Personal, full_window: MainWindow, qtbot: QtBot
) -> None:
    confirm(full_window, "rex", 2)
    page = personal.page
    qtbot.waitUntil(lambda: page.promise.text() == "Not enough yet: 2 more for “rex”.")
    assert not page.button.isEnabled()
    assert page.lessons.topLevelItem(0).text(3) == "2 more"


def test_a_run_is_watched_and_what_is_better_is_in_use(
    personal: Personal, full_window: MainWindow, client: FakeClient, qtbot: QtBot
) -> None:
    confirm(full_window, "rex", 5)
    page, runs = personal.page, personal.runs
    assert begin(personal, client, qtbot) == Personalize()
    step(client, 1, 2.0)
    step(client, 3, 1.5, 1.0)
    qtbot.waitUntil(lambda: page.running.curve.last == 1.0)
    assert page.running.isVisible()
    assert "held out" in page.running.text.text()
    assert (page.running.bar.value(), page.running.bar.maximum()) == (3, 10)
    step(client, 4, 1.8, fit=2)
    qtbot.waitUntil(lambda: len(runs.curves) == 2)
    assert nameless(page) == []
    finish(client, something(), qtbot)
    qtbot.waitUntil(page.report.isVisible)
    assert page.report.title.text() == "Better, and in use"
    assert "95%" in page.report.facts.text()
    assert page.report.table.topLevelItemCount() == 2
    assert page.report.revert.isVisible()
    assert not page.report.keep_anyway.isVisible()
    qtbot.waitUntil(lambda: bool(client.pending(AdapterChanged)))
    active = full_window.services.lane.ask(lambda library: adapters.in_use(library, SPACE)).result(
        10
    )
    assert active is not None
    assert nameless(page) == []
    page.grab()  # painting the plot raises nothing
    qtbot.mouseClick(page.report.close_button, Qt.MouseButton.LeftButton)
    assert not page.report.isVisible()
    assert page.versions.topLevelItem(0).text(4) == "In use"


def test_revert_and_use_again_and_undo(
    personal: Personal, full_window: MainWindow, client: FakeClient, qtbot: QtBot
) -> None:
    confirm(full_window, "rex", 5)
    begin(personal, client, qtbot)
    finish(client, something(), qtbot)
    page, runs = personal.page, personal.runs
    qtbot.waitUntil(page.report.isVisible)
    qtbot.mouseClick(page.report.revert, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: runs.books.active is None)
    assert not page.report.isVisible()
    full_window.decisions.undo()
    qtbot.waitUntil(lambda: runs.books.active is not None)
    qtbot.mouseClick(page.none, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: runs.books.active is None)
    item = page.versions.topLevelItem(0)
    button = page.versions.itemWidget(item, 4)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: runs.books.active is not None)
    assert len(client.pending(AdapterChanged)) >= 5


@pytest.mark.parametrize(
    ("outcome", "title", "offered"),
    [
        ("not better", "Not better, so nothing was changed", True),
        ("unproven", "It cannot be proven yet", True),
        ("too little", "Not enough yet", False),
    ],
)
def test_what_is_not_adopted_is_told_and_kept_only_if_asked(
    personal: Personal,
    full_window: MainWindow,
    client: FakeClient,
    qtbot: QtBot,
    outcome: str,
    title: str,
    offered: bool,
) -> None:
    confirm(full_window, "rex", 5)
    begin(personal, client, qtbot)
    finish(client, nothing_adopted(outcome), qtbot)
    page = personal.page
    qtbot.waitUntil(page.report.isVisible)
    assert page.report.title.text() == title
    assert page.report.reason.text() == "Because."
    assert not page.report.revert.isVisible()
    assert page.report.keep_anyway.isVisible() == offered
    assert personal.runs.books.active is None
    assert len(personal.runs.books.versions) == 1
    if offered:
        qtbot.mouseClick(page.report.keep_anyway, Qt.MouseButton.LeftButton)
        assert client.pending(Personalize)[-1][0] == Personalize(keep_unverified=True)


def test_cancel_leaves_everything_as_it_was(
    personal: Personal, full_window: MainWindow, client: FakeClient, qtbot: QtBot
) -> None:
    confirm(full_window, "rex", 5)
    begin(personal, client, qtbot)
    qtbot.mouseClick(personal.page.running.cancel, Qt.MouseButton.LeftButton)
    assert client.pending(StopPersonalizing)
    assert personal.runs.state is State.STOPPING
    client.tell(Learning(Progress("Learning"), finished=True))
    qtbot.waitUntil(lambda: personal.runs.state is State.RESTING)
    assert not client.pending(Learnt)
    assert personal.page.button.isEnabled()
    assert personal.runs.books.versions == ()


def test_what_fails_is_told_in_a_sentence(
    personal: Personal, full_window: MainWindow, client: FakeClient, qtbot: QtBot
) -> None:
    confirm(full_window, "rex", 5)
    begin(personal, client, qtbot)
    finish(client, NoWeights("There is no encoder."), qtbot)
    page = personal.page
    qtbot.waitUntil(page.wrong.isVisible)
    assert page.wrong.text() == "There is no encoder."
    assert page.button.isEnabled()


def test_without_an_engine_it_waits(
    personal: Personal, full_window: MainWindow, client: FakeClient, qtbot: QtBot
) -> None:
    confirm(full_window, "rex", 5)
    begin(personal, client, qtbot)
    client.die()
    client.tell(Died("It ended."))
    page = personal.page
    qtbot.waitUntil(page.wrong.isVisible)
    assert "nothing changed" in page.wrong.text()
    assert not page.button.isEnabled()
    assert "engine is not running" in page.promise.text()


def test_enough_new_answers_are_hinted_at_once(
    full_window: MainWindow, client: FakeClient, qtbot: QtBot
) -> None:
    window = full_window
    qtbot.waitUntil(lambda: window.tools.personal.runs.space == SPACE)
    confirm(window, "rex", 11)
    banner = window.frame.banner
    qtbot.waitUntil(lambda: "11 new answers" in banner.sentence)
    item = next(
        item
        for item in window.frame.sidebar.items()
        if window.frame.sidebar.place_of(item) == PERSONALIZE
    )
    assert "11" in item.data(0, Qt.ItemDataRole.AccessibleTextRole)
    banner.hide()
    confirm(window, "tom", 11)
    qtbot.waitUntil(lambda: window.tools.personal.runs.books.outlook.fresh == 22)
    assert banner.sentence == ""


def test_worse_suggestions_go_back_by_themselves_and_can_be_used_all_the_same(
    full_window: MainWindow, client: FakeClient, qtbot: QtBot
) -> None:
    window = full_window
    qtbot.waitUntil(lambda: window.tools.personal.runs.space == SPACE)
    window.services.lane.change(_much_reviewed).result(10)
    runs = window.tools.personal.runs
    qtbot.waitUntil(lambda: runs.books.active is not None)
    confirm(window, "rex", 1)
    qtbot.waitUntil(lambda: "rejected clearly more" in window.frame.banner.sentence)
    qtbot.waitUntil(lambda: runs.books.active is None)
    qtbot.mouseClick(window.frame.banner._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: runs.books.active is not None)
    confirm(window, "rex", 2)
    window.services.lane.ask(lambda library: None).result(10)
    assert runs.books.active is not None


def test_another_encoder_learns_anew(
    full_window: MainWindow, client: FakeClient, qtbot: QtBot
) -> None:
    window = full_window
    qtbot.waitUntil(lambda: window.tools.personal.runs.space == SPACE)
    window.services.lane.change(
        lambda library: adapters.adopt(library, "other|space", b"data", report(), "")[1]
    ).result(10)
    confirm(window, "rex", 5)
    qtbot.waitUntil(lambda: "Another encoder" in window.frame.banner.sentence)
    window.tools.personal.open()
    assert "learnt anew" in window.tools.personal.page.promise.text()
    assert not client.pending(Personalize)
    client.tell(Embedding(Progress("Embedding", 11, 11), finished=True))
    qtbot.waitUntil(lambda: bool(client.pending(Personalize)))


def _much_reviewed(library: Library) -> Any:
    """Forty accepted suggestions before a version, forty rejected ones after it."""
    tags.confirm(library, "other", [])
    with library.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO tag (id, name, folded) VALUES (900, 'many', 'many')"
        )
        folder = connection.exec_driver_sql("SELECT id FROM folder").scalar()
        now = datetime.now(UTC)
        for number in range(80):
            connection.exec_driver_sql(
                "INSERT INTO photo (id, folder_id, name, size, mtime_ns, moment, added_at,"
                " missing_since) VALUES (?, ?, ?, 1, 0, 0, ?, ?)",
                (5000 + number, folder, f"gone {number}", stamp(now), stamp(now)),
            )
            at = now + timedelta(days=-1 if number < 40 else 1)
            connection.exec_driver_sql(
                "INSERT INTO verdict VALUES (900, ?, ?, 'review', ?)",
                (5000 + number, int(number < 40), stamp(at)),
            )
    return adapters.adopt(library, SPACE, b"data", report(), "")[1]


def test_personalizing_is_among_the_activities(
    full_window: MainWindow, personal: Personal, client: FakeClient, qtbot: QtBot
) -> None:
    confirm(full_window, "rex", 5)
    begin(personal, client, qtbot)
    step(client, 3, 1.0)
    ledger = full_window.tools.centre.ledger
    qtbot.waitUntil(lambda: [(p.key, p.progress.done) for p in ledger.running] == [("learn", 3)])
    full_window.tools.centre.page.cancel_asked.emit("learn")
    assert personal.runs.state is State.STOPPING
    assert ledger.running == []
    assert [piece.sentence for piece in ledger.lately if piece.key == "learn"] == ["Stopped"]
