"""Keywords in, sidecars out and back, decisions as JSON: through the dialogs of the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photoclip.gui.exchange.dialog import ExchangeDialog
from photoclip.gui.exchange.exchange import Exchange
from photoclip.gui.window import MainWindow
from photoclip.images.xmp import parse
from photoclip.library import photos, tags
from photoclip.library.exchange import keywords
from tests.gui.test_accessibility import nameless

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>{}</rdf:li>'
    "</rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
)


@pytest.fixture
def exchange(full_window: MainWindow) -> Exchange:
    return full_window.tools.exchange


def opened(exchange: Exchange) -> ExchangeDialog:
    dialog = exchange.dialog
    assert dialog is not None
    return dialog


def ready(exchange: Exchange, qtbot: QtBot) -> ExchangeDialog:
    """The dialog with what was found."""
    qtbot.waitUntil(lambda: exchange.dialog is not None and not exchange.dialog.running)
    dialog = opened(exchange)
    assert nameless(dialog) == []
    return dialog


def press(button: object, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def counts(window: MainWindow) -> dict[str, int]:
    found = window.services.lane.ask(tags.counts).result(10)
    return {one.tag.name: one.confirmed for one in found}


def confirm(window: MainWindow, name: str, count: int) -> None:
    ids = list(window.model.ids)[:count]
    window.services.lane.change(lambda library: tags.confirm(library, name, ids)).result(10)


def test_keywords_are_shown_before_they_are_taken(
    full_window: MainWindow, exchange: Exchange, photos_folder: Path, qtbot: QtBot
) -> None:
    (photos_folder / "red.jpg.xmp").write_text(XMP.format("Paris"))
    (photos_folder / "blue.jpg.xmp").write_text("<!DOCTYPE a><a/>")
    full_window.actions_["import_keywords"].trigger()
    dialog = ready(exchange, qtbot)
    assert "something new: 1. Tags on them: 1, new words: 1," in dialog.text.text()
    names = [table.topLevelItem(0).text(0) for table in dialog.tables]
    assert names[0] == "Paris"
    assert "blue.jpg.xmp" in names[1]
    assert counts(full_window) == {}
    press(dialog.go, qtbot)
    qtbot.waitUntil(lambda: exchange.dialog is None)
    assert counts(full_window) == {"Paris": 1}
    full_window.actions_["import_keywords"].trigger()
    assert "nothing in the files" in ready(exchange, qtbot).text.text()
    full_window.decisions.undo()
    qtbot.waitUntil(lambda: counts(full_window) == {})


def test_a_preview_that_is_closed_takes_nothing(
    full_window: MainWindow, exchange: Exchange, photos_folder: Path, qtbot: QtBot
) -> None:
    (photos_folder / "red.jpg.xmp").write_text(XMP.format("Paris"))
    exchange.import_keywords()
    press(ready(exchange, qtbot).close_button, qtbot)
    assert exchange.dialog is None
    assert counts(full_window) == {}


def test_reading_can_be_cancelled(
    full_window: MainWindow, exchange: Exchange, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[str] = []

    def gather(library: object, folders: object, tell: object) -> None:
        while True:
            tell(1, 2)  # type: ignore[operator]
            told.append("")

    monkeypatch.setattr(keywords, "gather", gather)
    exchange.import_keywords()
    dialog = opened(exchange)
    qtbot.waitUntil(lambda: dialog.bar.maximum() == 2)
    press(dialog.close_button, qtbot)
    assert exchange.dialog is None
    exchange.export_xmp()  # the thread is free again
    ready(exchange, qtbot)


def test_sidecars_are_previewed_written_and_taken_back(
    full_window: MainWindow, exchange: Exchange, photos_folder: Path, qtbot: QtBot
) -> None:
    confirm(full_window, "Paris", 2)
    foreign = photos_folder / "red.jpg.xmp"
    foreign.write_text(XMP.format("old"))
    photo = full_window.services.lane.ask(
        lambda library: photos.by_paths(library, [photos_folder / "red.jpg"])
    ).result(10)
    number = next(iter(photo.values())).id
    full_window.services.lane.change(
        lambda library: tags.confirm(library, "Rome", [number])
    ).result(10)
    before = foreign.read_bytes()
    full_window.actions_["export_xmp"].trigger()
    dialog = ready(exchange, qtbot)
    assert dialog.tables[0].topLevelItemCount() >= 2
    assert foreign.read_bytes() == before
    press(dialog.go, qtbot)
    qtbot.waitUntil(lambda: "were written" in dialog.text.text())
    assert {("old",), ("Rome",)} <= set(parse(foreign.read_bytes()).tags)
    written = sorted(photos_folder.glob("*.xmp"))
    assert len(written) >= 2
    press(dialog.further, qtbot)
    qtbot.waitUntil(lambda: "as they were before" in dialog.text.text())
    assert foreign.read_bytes() == before
    assert sorted(photos_folder.glob("*.xmp")) == [foreign]
    exchange.take_back()
    assert "no export" in ready(exchange, qtbot).text.text()


def test_what_cannot_be_written_is_named_and_tried_again(
    full_window: MainWindow, exchange: Exchange, photos_folder: Path, qtbot: QtBot
) -> None:
    confirm(full_window, "Paris", 11)
    (photos_folder / "red.jpg.xmp").mkdir()
    exchange.export_xmp()
    dialog = ready(exchange, qtbot)
    press(dialog.go, qtbot)
    qtbot.waitUntil(lambda: dialog.go.text() == "Try again")
    assert "red.jpg.xmp" in dialog.tables[0].topLevelItem(0).text(0)
    (photos_folder / "red.jpg.xmp").rmdir()
    press(dialog.go, qtbot)
    qtbot.waitUntil(lambda: dialog.text.text() == "1 sidecars were written.")
    assert (photos_folder / "red.jpg.xmp").is_file()


def test_decisions_go_out_and_come_back(
    full_window: MainWindow, exchange: Exchange, tmp_path: Path, qtbot: QtBot
) -> None:
    confirm(full_window, "Paris", 3)
    file = tmp_path / "decisions.json"
    with qtbot.waitSignal(exchange.told) as told:
        exchange.export_json(file)
    assert "3 verdicts" in told.args[0]
    assert len(json.loads(file.read_text())["verdicts"]) == 3
    full_window.services.lane.change(lambda library: tags.remove(library, "Paris")).result(10)
    exchange.import_json(file)
    dialog = ready(exchange, qtbot)
    assert dialog.text.text().startswith("3 verdicts and 1 tags")
    assert counts(full_window) == {"Paris": 3}


def test_another_file_is_refused_with_a_sentence(
    exchange: Exchange, tmp_path: Path, qtbot: QtBot
) -> None:
    for content in ("no json", '{"format": "something else"}'):
        (tmp_path / "a.json").write_text(content)
        exchange.import_json(tmp_path / "a.json")
        dialog = ready(exchange, qtbot)
        assert dialog.text.text().endswith(".")
        assert not dialog.go.isVisible()
    with qtbot.waitSignal(exchange.refused):
        press(dialog.close_button, qtbot)
        exchange.export_json(tmp_path / "nowhere" / "a.json")
