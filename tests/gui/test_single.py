"""A second start brings the first window to the front, and hands its folders over."""

from __future__ import annotations

import socket
from pathlib import Path

from pytestqt.qtbot import QtBot

from photoclip.gui.single import SingleWindow
from photoclip.paths import Home


def test_the_second_hands_its_folders_to_the_first(
    home: Home, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = SingleWindow(home), SingleWindow(home)
    assert first.claim([])
    with qtbot.waitSignal(first.asked) as heard:
        assert not second.claim([tmp_path / "photos", Path("/a/\udcff")])
    assert heard.args == [[tmp_path / "photos", Path("/a/\udcff")]]
    first.close()
    assert second.claim([])
    second.close()


def test_libraries_elsewhere_have_windows_of_their_own(tmp_path: Path) -> None:
    first, other = SingleWindow(Home.at(tmp_path / "a")), SingleWindow(Home.at(tmp_path / "b"))
    assert first.claim([])
    assert other.claim([])
    first.close()
    other.close()


def test_what_a_killed_window_left_is_no_window(home: Home, qtbot: QtBot) -> None:
    first = SingleWindow(home)
    assert first.claim([])
    place = first._server.fullServerName()
    first.close()
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(place)
    assert Path(place).exists()
    second = SingleWindow(home)
    assert second.claim([])
    second.close()
