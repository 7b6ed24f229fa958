"""The sidebar shows what the library has, and keeps what is chosen and unfolded."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photoclip.domain import Album, Folder, Root, Tag, TagCount
from photoclip.gui.contents import Contents, folder_tree
from photoclip.gui.listings import ALL, MISSING, PROBLEMS, Place, PlaceKind, tag_place
from photoclip.gui.sidebar import Sidebar

ROOTS = (Root(1, Path("/pictures")), Root(2, Path("/drive"), online=False))
FOLDERS = (
    Folder(1, 1, Path("/pictures/2021/spring"), 4),
    Folder(2, 1, Path("/pictures/2021"), 2),
    Folder(3, 1, Path("/pictures"), 1),
)
FULL = Contents(
    photos=7,
    problems=2,
    missing=1,
    roots=ROOTS,
    folders=FOLDERS,
    tags=(TagCount(Tag(1, "beach"), confirmed=3), TagCount(Tag(2, "family"))),
    albums=(Album(1, "Italy", photos=5), Album(2, "Best", query="rating:>=4")),
    offline=(Path("/drive"), Path("/pictures/2021/spring")),
)


@pytest.fixture
def sidebar(qtbot: QtBot) -> Sidebar:
    made = Sidebar()
    qtbot.addWidget(made)
    made.resize(220, 700)
    made.show_contents(FULL)
    made.show()
    return made


def titles(sidebar: Sidebar) -> list[str]:
    return [item.text(0) for item in sidebar.items()]


def test_folders_stand_under_their_roots_with_what_lies_below() -> None:
    pictures, drive = folder_tree(ROOTS, FOLDERS)
    assert (pictures.title, pictures.photos) == ("pictures", 7)
    year = pictures.below["2021"]
    assert (year.path, year.photos) == (Path("/pictures/2021"), 6)
    assert year.below["spring"].photos == 4
    assert (drive.title, drive.photos) == ("drive", 0)


def test_everything_has_its_line(sidebar: Sidebar) -> None:
    assert titles(sidebar) == [
        *("All photos", "Recently added", "Favourites"),
        *("Folders", "pictures", "2021", "spring", "drive"),
        *("Tags", "beach", "family"),
        *("Albums", "Italy", "Best"),
        *("Needs attention", "Problems", "Missing"),
    ]


def test_what_is_not_there_has_no_line(sidebar: Sidebar) -> None:
    sidebar.show_contents(Contents(photos=3, roots=ROOTS[:1]))
    assert titles(sidebar) == [
        *("All photos", "Recently added", "Favourites"),
        *("Folders", "pictures"),
        *("Albums", "Drop photos here"),  # to make the first
    ]


def test_choosing_says_so(sidebar: Sidebar, qtbot: QtBot) -> None:
    item = next(item for item in sidebar.items() if item.text(0) == "beach")
    with qtbot.waitSignal(sidebar.place_chosen) as chosen:
        sidebar.tree.setCurrentItem(item)
    assert chosen.args == [tag_place("beach")]


def test_headings_cannot_be_chosen(sidebar: Sidebar) -> None:
    heading = next(item for item in sidebar.items() if item.text(0) == "Tags")
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable


def test_news_keep_the_chosen_place_and_the_folds_without_saying_so(
    sidebar: Sidebar, qtbot: QtBot
) -> None:
    sidebar.show_place(MISSING)
    pictures = next(item for item in sidebar.items() if item.text(0) == "pictures")
    pictures.setExpanded(True)
    with qtbot.assertNotEmitted(sidebar.place_chosen):
        sidebar.show_contents(FULL)
    assert sidebar.place == MISSING
    pictures = next(item for item in sidebar.items() if item.text(0) == "pictures")
    assert pictures.isExpanded()
    sidebar.show_contents(Contents(photos=1))
    assert sidebar.place is None


def test_places_can_be_marked_and_unmarked(sidebar: Sidebar) -> None:
    sidebar.show_place(PROBLEMS)
    assert sidebar.place == PROBLEMS
    sidebar.show_place(None)
    assert sidebar.place is None
    sidebar.show_place(ALL)
    assert sidebar.place == ALL


def test_a_folder_that_cannot_be_seen_says_so(sidebar: Sidebar) -> None:
    drive = next(item for item in sidebar.items() if item.text(0) == "drive")
    assert "cannot be seen" in drive.toolTip(0)


def test_it_paints_its_counts(sidebar: Sidebar) -> None:
    item = sidebar.items()[0]
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "All photos, 7 photos"
    rect = sidebar.tree.visualItemRect(item)
    image = sidebar.tree.viewport().grab(rect).toImage()
    strip = range(image.width() - 40, image.width())
    assert len({image.pixelColor(x, y).name() for x in strip for y in range(image.height())}) > 2


def test_an_added_page_has_a_line_that_says_what_waits(sidebar: Sidebar, qtbot: QtBot) -> None:
    review = Place(PlaceKind.PAGE, "Review")
    sidebar.add_page(review, "check")
    assert titles(sidebar)[3:5] == ["Tools", "Review"]
    sidebar.show_waiting(review, 12)
    sidebar.show_contents(FULL)
    line = sidebar.items()[4]
    assert line.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Review, 12 photos"
    with qtbot.waitSignal(sidebar.place_chosen) as chosen:
        sidebar.tree.setCurrentItem(line)
    assert chosen.args == [review]


def test_tags_stand_below_their_parents(sidebar: Sidebar) -> None:
    words = (
        TagCount(Tag(1, "Animals"), 0),
        TagCount(Tag(2, "Cat", parent="Animals"), 2),
        TagCount(Tag(3, "Siamese", parent="Cat"), 1),
        TagCount(Tag(4, "Orphan", parent="Nobody"), 1),
    )
    below = {"Animals": 3, "Cat": 3}
    sidebar.show_contents(Contents(photos=9, tags=words, below=below))
    parents = {
        item.text(0): item.parent().text(0) if item.parent() else "" for item in sidebar.items()
    }
    assert parents["Siamese"] == "Cat"
    assert parents["Cat"] == "Animals"
    assert parents["Animals"] == parents["Orphan"] == ""
    animals = next(item for item in sidebar.items() if item.text(0) == "Animals")
    place = sidebar.place_of(animals)
    assert place is not None
    assert place.query == 'tag:"Animals" OR tag:"Cat" OR tag:"Siamese"'
    sidebar.show_place(tag_place("Animals"))
    assert sidebar.place == place


def test_new_counts_leave_the_tree_in_place(sidebar: Sidebar) -> None:
    sidebar.show_contents(Contents(photos=9, favourites=1))
    before = sidebar.items()[0]
    sidebar.show_contents(Contents(photos=10, favourites=1))
    assert sidebar.items()[0] is before
    assert "10 photos" in before.data(0, Qt.ItemDataRole.AccessibleTextRole)
    sidebar.show_contents(Contents(photos=10, rejected=2))
    assert "Rejected" in [item.text(0) for item in sidebar.items()]


def test_what_cannot_be_seen_now_says_so(sidebar: Sidebar) -> None:
    gone = {item.text(0) for item in sidebar.items() if "cannot be seen" in item.toolTip(0)}
    assert gone == {"drive", "spring"}
