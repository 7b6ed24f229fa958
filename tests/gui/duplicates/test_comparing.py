"""What tells duplicates apart, in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from photoclip.domain import Metadata, Photo
from photoclip.gui.duplicates.comparing import (
    Member,
    differing,
    facts,
    left,
    reason,
    spare_bytes,
)
from tests.gui.fakes import photo

LARGE = Member(photo(1, path=Path("/a/sea.jpg"), size=3_000_000), 100.0, ("sea",))
SMALL = Member(
    photo(2, path=Path("/b/sea.png"), size=400_000, metadata=Metadata("png", 320, 240)), 60.0
)


def test_only_what_differs_is_told_for_each() -> None:
    rows, same = differing(facts([LARGE, replace(LARGE, photo=photo(3, size=3_000_000))]))
    assert [fact.name for fact in rows[0]] == ["Name", "Folder"]
    assert {fact.value for fact in same} >= {"640 × 480", "3.0 MB", "JPEG", "sea"}


def test_folders_are_told_by_as_much_as_tells_them_apart() -> None:
    def folders(*paths: str) -> list[str]:
        rows = facts([Member(photo(n, path=Path(path))) for n, path in enumerate(paths)])
        return [row[1].value for row in rows]

    assert folders("/p/a/2022/x.jpg", "/p/a/2023/x.jpg") == ["a/2022", "a/2023"]
    assert folders("/p/a/2022/x.jpg", "/q/a/2022/x.jpg") == ["/p/a/2022", "/q/a/2022"]


def test_the_better_value_is_marked() -> None:
    rows, _same = differing(facts([LARGE, SMALL]))
    first = {fact.name: fact for fact in rows[0]}
    second = {fact.name: fact for fact in rows[1]}
    assert first["Pixels"].best
    assert not second["Pixels"].best
    assert (first["Sharpness"].value, second["Sharpness"].value) == ("sharpest", "less sharp")
    assert second["Format"].value == "PNG"
    assert second["Taken"].value == ""


def test_sharpness_is_told_only_where_it_is_known_of_all() -> None:
    rows = facts([LARGE, replace(SMALL, sharpness=None)])
    assert {row[6].value for row in rows} == {""}


def rated(base: Photo, rating: int) -> Photo:
    return replace(base, rating=rating)


def test_the_reason_is_the_first_thing_that_is_better() -> None:
    assert reason([LARGE, SMALL]) == "most pixels"
    assert reason([replace(SMALL, photo=rated(SMALL.photo, 3)), LARGE]) == "best rated"
    same = [Member(photo(1, size=5)), Member(photo(2, size=5))]
    assert reason(same) == "added first"
    assert reason([Member(photo(1, size=6)), same[1]]) == "largest file"


def test_groups_lose_what_went_away_and_what_is_kept_apart() -> None:
    groups = [(1, 2, 3), (4, 5), (6, 7, 8)]
    assert left(groups, {1, 2, 3, 4, 6, 7, 8}, {(6, 7)}) == [(1, 2, 3), (6, 8)]
    assert left(groups, {1, 2, 3}, {(1, 2), (1, 3), (2, 3)}) == []


def test_the_first_of_each_group_is_not_spare() -> None:
    assert spare_bytes([(1, 2, 3)], {2: 10, 3: 5}) == 15
