"""Suggested captions in the details: asked for, awaited, taken, left, refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photoclip.engine.caption_messages import (
    Captioning,
    Captions,
    CaptionScope,
    CaptionsOf,
    GeneratedCaption,
    StopCaptions,
    WriteCaptions,
)
from photoclip.engine.messages import Died
from photoclip.engine.model_messages import Switching
from photoclip.errors import EngineDied, InputError
from photoclip.gui.bridge import Bridge
from photoclip.gui.contents import Summary
from photoclip.gui.engine_link import EngineLink
from photoclip.gui.inspecting.captioning import SuggestedCaptions
from photoclip.gui.inspector import Inspector
from photoclip.jobs import Progress
from tests.gui.fakes import FakeEngine, photo

RED = GeneratedCaption(7, "A red picture", "fake-captions")


class FakeDecisions(QObject):
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[list[int], str]] = []

    def caption(self, ids: list[int], text: str) -> None:
        self.given.append((list(ids), text))


class Scene:
    def __init__(self, qtbot: QtBot) -> None:
        self.bridge, self.engine = Bridge(), FakeEngine()
        self.link = EngineLink(self.engine.connect, lambda _event: None, self.bridge)
        self.link.start()
        self.inspector, self.decisions = Inspector(), FakeDecisions()
        qtbot.addWidget(self.inspector)
        self.inspector.resize(280, 700)
        self.captions = SuggestedCaptions(
            self.inspector,
            self.decisions,  # type: ignore[arg-type]
            self.link,
            self.bridge,
        )
        self.inspector.show()
        self.part = self.inspector.written

    def select(self, number: int | None, caption: str = "") -> None:
        one = None if number is None else photo(number, caption=caption)
        self.inspector.show_summary(Summary(int(one is not None), one))

    def pending(self, kind: type) -> list[tuple[Any, Any]]:
        return self.engine.client.pending(kind)

    def tell(
        self, *items: GeneratedCaption, finished: bool = True, failed: tuple[int, ...] = ()
    ) -> None:
        progress = Progress("w", 1, 1)
        self.engine.client.tell(Captioning(progress, items, finished=finished, failed=failed))


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(qtbot)
    qtbot.waitUntil(lambda: bool(made.engine.clients))
    yield made
    made.link.close()


def begin(scene: Scene, qtbot: QtBot) -> None:
    scene.select(7)
    scene.part.ask.click()
    ((request, answer),) = scene.pending(WriteCaptions)
    assert request == WriteCaptions((7,), again=True)
    answer.set_result(CaptionScope((7,), 0, 0))
    assert scene.part.cancel.isVisible()


def test_one_is_written_and_taken(scene: Scene, qtbot: QtBot) -> None:
    begin(scene, qtbot)
    scene.tell(RED)
    qtbot.waitUntil(lambda: scene.part.text == "A red picture")
    assert not scene.part.cancel.isVisible()
    scene.part.yes.click()
    assert scene.decisions.given == [([7], "A red picture")]
    scene.select(7, caption="A red picture")
    assert not scene.part.isVisible()
    scene.select(7)  # undone
    assert scene.part.isVisible()


def test_what_was_written_before_is_offered_again(scene: Scene, qtbot: QtBot) -> None:
    scene.select(7)
    qtbot.waitUntil(lambda: bool(scene.pending(CaptionsOf)))
    scene.pending(CaptionsOf)[0][1].set_result(Captions((RED,)))
    qtbot.waitUntil(lambda: scene.part.text == "A red picture")
    scene.part.no.click()
    assert scene.part.text == ""
    assert scene.part.ask.isVisible()


def test_a_photo_with_a_caption_is_not_asked_about(scene: Scene) -> None:
    scene.select(7, caption="mine")
    assert not scene.part.isVisible()
    scene.captions.ask()
    assert scene.pending(WriteCaptions) == []
    scene.select(None)
    assert not scene.part.isVisible()


def test_an_encoder_that_cannot_says_which_can(scene: Scene, qtbot: QtBot) -> None:
    scene.select(7)
    scene.captions.ask()
    ((_, answer),) = scene.pending(WriteCaptions)
    answer.set_exception(InputError("The encoder builtin cannot write captions; captions can."))
    qtbot.waitUntil(lambda: "captions can" in scene.part._about.text())
    assert not scene.part.ask.isVisible()
    scene.select(8)
    assert scene.part.ask.isVisible()


def test_it_can_be_cancelled(scene: Scene, qtbot: QtBot) -> None:
    begin(scene, qtbot)
    scene.part.cancel.click()
    ((request, _answer),) = scene.pending(StopCaptions)
    assert request == StopCaptions((7,))  # others may wait for theirs
    assert scene.part.ask.isVisible()


def test_another_photo_is_not_given_the_caption(scene: Scene, qtbot: QtBot) -> None:
    begin(scene, qtbot)
    scene.select(8)
    scene.tell(RED)
    QTest.qWait(0)
    qtbot.waitUntil(lambda: not scene.captions._writing)
    assert scene.part.text == ""
    assert scene.part.ask.isVisible()


def test_what_cannot_be_read_and_a_dead_engine_are_said(scene: Scene, qtbot: QtBot) -> None:
    begin(scene, qtbot)
    scene.tell()
    qtbot.waitUntil(lambda: "could not be read" in scene.part._about.text())
    scene.select(8)
    scene.captions.ask()
    scene.pending(WriteCaptions)[-1][1].set_exception(EngineDied("The engine stopped."))
    qtbot.waitUntil(lambda: "not running" in scene.part._about.text())


def begin_and_settle(scene: Scene, qtbot: QtBot) -> None:
    begin(scene, qtbot)
    qtbot.waitUntil(lambda: scene.captions._writing == {7: True})


def test_an_engine_that_dies_after_it_began_writes_nothing(scene: Scene, qtbot: QtBot) -> None:
    begin_and_settle(scene, qtbot)
    scene.engine.client.tell(Died("The engine stopped.", -9))
    qtbot.waitUntil(lambda: "not running" in scene.part._about.text())
    assert not scene.captions._writing


def test_another_encoder_can_be_asked_again(scene: Scene, qtbot: QtBot) -> None:
    begin_and_settle(scene, qtbot)
    scene.engine.client.tell(Switching("other", Progress("Preparing other"), finished=True))
    qtbot.waitUntil(scene.part.ask.isVisible)
    scene.captions.ask()
    assert len(scene.pending(WriteCaptions)) == 1


def test_one_that_fails_among_others_is_told(scene: Scene, qtbot: QtBot) -> None:
    begin_and_settle(scene, qtbot)
    scene.tell(finished=False, failed=(7,))
    qtbot.waitUntil(lambda: "could not be read" in scene.part._about.text())
    assert not scene.captions._writing


def test_two_photos_wait_at_once(scene: Scene, qtbot: QtBot) -> None:
    begin_and_settle(scene, qtbot)
    scene.select(8)
    scene.captions.ask()
    ((request, _answer),) = scene.pending(WriteCaptions)
    assert request.photo_ids == (8,)
