"""Long names do not make the window wider."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from photoclip.gui.labels import SHORTEST, ElidedLabel, shortened

LONG = "DSC_0815_" + "very_" * 40 + "long.jpg"


def test_a_long_name_gives_way_and_is_told_in_full(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() == SHORTEST
    assert label.toolTip() == LONG
    assert label.text() == LONG
    label.resize(200, 20)
    assert not label.grab().isNull()


def test_a_short_name_takes_no_more_than_it_needs(qtbot: QtBot) -> None:
    label = ElidedLabel("a")
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < SHORTEST


def test_text_is_shortened_in_its_middle(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    short = shortened(LONG, label.fontMetrics(), 200)
    assert short.startswith("DSC")
    assert short.endswith(".jpg")
    assert len(short) < len(LONG)
    assert shortened("a", label.fontMetrics(), 200) == "a"
