"""The encoders in the window: what is shown, asked and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from photoclip.engine.model_messages import (
    AddModel,
    DownloadModel,
    ListModels,
    Models,
    ModelState,
    ModelWork,
    RemoveModel,
    StopModelWork,
    Switching,
    UseEncoder,
)
from photoclip.errors import InputError
from photoclip.gui.bridge import Bridge
from photoclip.gui.engine_link import EngineLink
from photoclip.gui.models.licence import LicenceDialog
from photoclip.gui.models.models import ModelShelf
from photoclip.gui.models.panel import ModelsPanel
from photoclip.gui.preferences import Preferences
from photoclip.jobs import Progress
from photoclip.paths import Home
from photoclip.settings import load
from tests.gui.fakes import STATUS, FakeClient, FakeEngine

BUILT_IN = ModelState(
    name="builtin",
    state="built in",
    dim=384,
    megabytes=30.0,
    licence="CC BY-NC 4.0",
    licence_page="",
    languages="English",
    note="Works at once.",
    usable=True,
    answering=True,
    coming=False,
    photos=90,
    vector_megabytes=0.2,
    old_megabytes=0.0,
    unfinished_megabytes=0.0,
    removable=False,
)
STANDARD = replace(
    BUILT_IN,
    name="standard",
    state="not downloaded",
    megabytes=605,
    licence="MIT",
    licence_page="https://models.example/standard",
    usable=False,
    answering=False,
    photos=0,
    vector_megabytes=0.0,
)
MINE = replace(STANDARD, name="mine", state="added", usable=True, removable=True, licence_page="")


class Stage:
    """A panel on a shelf whose engine the test plays."""

    def __init__(self, home: Home, qtbot: QtBot) -> None:
        self.bridge, self.engine = Bridge(), FakeEngine()
        self.preferences = Preferences(home.settings, self.bridge)
        self.link = EngineLink(self.engine.connect, lambda _event: None, self.bridge)
        self.link.start()
        self.shelf = ModelShelf(self.link, self.preferences, self.bridge)
        self.panel = ModelsPanel(self.shelf)
        self._qtbot = qtbot
        qtbot.addWidget(self.panel)
        self.panel.show()

    @property
    def client(self) -> FakeClient:
        return self.engine.clients[-1]

    def answer(self, kind: type, value: Any) -> Any:
        """Answer the oldest request of a kind; the request."""
        request, future = self.client.pending(kind)[0]
        future.set_result(value)
        self.settle()
        return request

    def show(self, *models: ModelState, work: ModelWork | None = None) -> None:
        while self.client.pending(ListModels):
            self.answer(ListModels, Models(models, 100, 5000.0, work))

    def tell(self, event: Any) -> None:
        self.client.tell(event)
        self.settle()

    def settle(self) -> None:
        done: list[bool] = []
        self.bridge.post(self.panel, lambda: done.append(True))
        self._qtbot.waitUntil(lambda: bool(done))


@pytest.fixture
def stage(home: Home, qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(home, qtbot)
    yield stage
    stage.link.stop()
    stage.link.close()
    stage.preferences.close()


def offered(stage: Stage, name: str) -> set[str]:
    card = stage.panel.cards[name]
    return {
        kind
        for kind in ("use", "now", "download", "stop", "remove")
        if not getattr(card, kind).isHidden()
    }


def test_every_model_says_what_it_is_and_offers_what_can_be_done(stage: Stage) -> None:
    assert stage.panel.sentence == "Asking the engine…"
    stage.show(BUILT_IN, STANDARD, MINE)
    assert stage.panel.sentence == ""
    assert list(stage.panel.cards) == ["builtin", "standard", "mine"]
    assert stage.panel.cards["builtin"].role == "answers"
    assert "Knows 90 of 100 photos" in stage.panel.cards["builtin"].state
    assert offered(stage, "builtin") == set()
    assert offered(stage, "standard") == {"download"}
    assert offered(stage, "mine") == {"use", "remove"}
    facts = stage.panel.cards["standard"]._facts.text()
    assert facts == "not downloaded · 605 MB · 384 dimensions · English · MIT"
    for button in stage.panel.findChildren(type(stage.panel.add)):
        assert button.accessibleName()


def test_nothing_is_fetched_before_the_licence_was_accepted(stage: Stage, qtbot: QtBot) -> None:
    stage.show(BUILT_IN, STANDARD)
    stage.panel.cards["standard"].download.click()
    dialog = stage.panel.question
    assert isinstance(dialog, LicenceDialog)
    assert not dialog.ok.isEnabled()
    assert not stage.client.pending(DownloadModel)
    dialog.accepted_terms.setChecked(True)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert stage.answer(DownloadModel, None) == DownloadModel("standard")


def test_a_download_is_followed_and_stopped(stage: Stage) -> None:
    stage.show(BUILT_IN, STANDARD)
    stage.tell(
        ModelWork("standard", Progress("Downloading", 300_000_000, 605_000_000, "", 2e6, 90))
    )
    card = stage.panel.cards["standard"]
    assert card.state == "300 of 605 MB, 2.0 MB/s, about 2 min left"
    assert offered(stage, "standard") == {"stop"}
    assert not stage.panel.add.isEnabled()
    card.stop.click()
    stage.answer(StopModelWork, None)
    stage.tell(ModelWork("standard", Progress("Downloading"), True, "Stopped."))
    stage.show(BUILT_IN, replace(STANDARD, unfinished_megabytes=300.0, removable=True))
    assert stage.panel.sentence == "Stopped."
    assert card.state == "300 MB have arrived already."
    assert card.download.text() == "Go on…"
    assert offered(stage, "standard") == {"download", "remove"}


def test_a_switch_is_kept_in_the_settings_and_followed(
    stage: Stage, home: Home, qtbot: QtBot
) -> None:
    stage.show(BUILT_IN, MINE)
    stage.panel.cards["mine"].use.click()
    assert stage.answer(UseEncoder, replace(STATUS, coming="mine")) == UseEncoder("mine")
    stage.show(BUILT_IN, replace(MINE, coming=True, photos=10, removable=False))
    card = stage.panel.cards["mine"]
    assert card.role == "takes over soon"
    assert "10 of 100 photos" in card.state
    assert offered(stage, "mine") == {"now"}
    stage.tell(Switching("mine", Progress("Preparing", 41, 100, "", 3.0, 20.0)))
    assert "41 of 100 photos, about 20 s left" in card.state
    with qtbot.waitSignal(stage.shelf.switched):
        stage.tell(Switching("mine", Progress("Preparing"), True, "mine answers now."))
    stage.show(replace(BUILT_IN, answering=False), replace(MINE, answering=True, photos=100))
    assert card.role == "answers"
    assert offered(stage, "builtin") == {"use"}
    stage.preferences.close()
    assert load(home.settings)[0].encoder == "mine"


def test_now_is_asked_for_by_a_button(stage: Stage) -> None:
    stage.show(BUILT_IN, replace(MINE, coming=True))
    stage.panel.cards["mine"].now.click()
    assert stage.answer(UseEncoder, STATUS) == UseEncoder("mine", now=True)


@pytest.mark.parametrize(
    ("model", "vectors_only"),
    [
        (MINE, False),
        (replace(BUILT_IN, answering=False, removable=True), True),
        (replace(BUILT_IN, old_megabytes=3.0, removable=True), True),
        (replace(MINE, state="removed", usable=False, vector_megabytes=1.0), True),
    ],
)
def test_removing_is_asked_back(stage: Stage, model: ModelState, vectors_only: bool) -> None:
    stage.show(model)
    stage.panel.cards[model.name].remove.click()
    box = stage.panel.question
    assert isinstance(box, QMessageBox)
    box.button(QMessageBox.StandardButton.Ok).click()
    request = stage.answer(RemoveModel, Models((), 100, 1.0))
    assert request == RemoveModel(model.name, vectors_only)
    assert stage.panel.cards == {}


def test_a_folder_is_added_and_refused_in_words(stage: Stage, tmp_path: Path) -> None:
    stage.show(BUILT_IN)
    stage.shelf.add(tmp_path)
    assert stage.answer(AddModel, None) == AddModel(tmp_path)
    stage.tell(ModelWork(tmp_path.name, Progress("Trying"), True, "It is no model."))
    assert stage.panel.sentence == "It is no model."
    stage.shelf.use("gone")
    _request, future = stage.client.pending(UseEncoder)[0]
    future.set_exception(InputError("There is no encoder 'gone'."))
    stage.settle()
    assert "gone" in stage.panel.sentence
