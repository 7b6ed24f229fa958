"""Versions of what was learnt: kept for good, one in use for each encoder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from photoclip.errors import Unknown
from photoclip.library import adapters, history, tags
from photoclip.library.database import Library
from photoclip.library.lessons import lessons, outlook
from photoclip.library.rows import stamp
from photoclip.paths import Home

ONE, OTHER = "one|space", "another|space"


@pytest.fixture
def library(home: Home) -> Iterator[Library]:
    with Library.open(home) as library:
        yield library


def _keep(library: Library, data: bytes = b"data", space: str = ONE) -> int:
    number = adapters.keep(library, space, data, {"tags": 2}, "digest")
    adapters.activate(library, number, space)
    return number


def test_the_version_in_use(library: Library) -> None:
    assert adapters.active(library, ONE) is None
    first, second = _keep(library, b"first"), _keep(library, b"second")
    found = adapters.active(library, ONE)
    assert found is not None
    version, data = found
    assert (version.id, version.parent, data) == (second, first, b"second")
    assert version.report == {"tags": 2}
    assert version.snapshot == "digest"
    assert adapters.in_use(library, ONE) == version
    assert adapters.active(library, OTHER) is None
    assert [v.active for v in adapters.versions(library)] == [True, False]


def test_kept_is_not_yet_used(library: Library) -> None:
    adapters.keep(library, ONE, b"", {}, "")
    assert adapters.active(library, ONE) is None


def test_revert_goes_from_parent_to_parent(library: Library) -> None:
    first, second = _keep(library), _keep(library)
    elsewhere = _keep(library, space=OTHER)
    reverted = adapters.revert(library, ONE)
    assert reverted is not None
    assert reverted.left.id == second
    assert reverted.now is not None
    assert reverted.now.id == first
    assert reverted.changes.adapters
    reverted = adapters.revert(library, ONE)
    assert reverted is not None
    assert reverted.now is None
    assert adapters.revert(library, ONE) is None
    assert len(adapters.versions(library, ONE)) == 2
    other = adapters.in_use(library, OTHER)
    assert other is not None
    assert other.id == elsewhere
    adapters.activate(library, second, ONE)
    again = adapters.in_use(library, ONE)
    assert again is not None
    assert again.id == second


def test_none_and_foreign_versions(library: Library) -> None:
    number = _keep(library)
    with pytest.raises(Unknown):
        adapters.activate(library, number, OTHER)
    with pytest.raises(Unknown):
        adapters.activate(library, 99, ONE)
    assert adapters.in_use(library, ONE) is not None
    adapters.activate(library, None, ONE)
    assert adapters.in_use(library, ONE) is None


@pytest.mark.parametrize(("accepted", "reverts"), [(10, True), (36, False)])
def test_worse_suggestions_take_it_back(library: Library, accepted: int, reverts: bool) -> None:
    _answer(library, 0, 40, agreed=38, at=datetime.now(UTC) - timedelta(days=1))
    number = _keep(library)
    assert adapters.revert_if_worse(library, ONE) is None
    _answer(library, 100, 40, agreed=accepted, at=datetime.now(UTC) + timedelta(days=1))
    left = adapters.revert_if_worse(library, ONE)
    assert (left is not None) == reverts
    now = adapters.in_use(library, ONE)
    assert (now is None) == reverts
    if now is not None:
        assert now.id == number


def test_what_was_doubted_once_gets_as_many_answers_again(library: Library) -> None:
    _answer(library, 0, 40, agreed=38, at=datetime.now(UTC) - timedelta(days=1))
    number = _keep(library)
    _answer(library, 100, 40, agreed=10, at=datetime.now(UTC))
    assert adapters.revert_if_worse(library, ONE) is not None
    undone = history.undo(library)
    assert undone is not None
    assert undone[1].adapters
    found = adapters.in_use(library, ONE)
    assert found is not None
    assert found.id == number
    assert adapters.revert_if_worse(library, ONE) is None
    _answer(library, 200, 40, agreed=10, at=datetime.now(UTC) + timedelta(days=1))
    assert adapters.revert_if_worse(library, ONE) is not None


def test_a_run_that_adopted_nothing_is_kept_and_cannot_be_used(library: Library) -> None:
    number = adapters.keep(library, ONE, None, {"reason": "Not better."}, "")
    (found,) = adapters.versions(library)
    assert (found.usable, found.report["reason"]) == (False, "Not better.")
    with pytest.raises(Unknown):
        adapters.activate(library, number, ONE)


def test_changing_between_versions_can_be_undone(library: Library) -> None:
    first, _changes = adapters.adopt(library, ONE, b"first", {}, "")
    second, changes = adapters.adopt(library, ONE, b"second", {}, "")
    assert changes.adapters
    for step, expected in ((history.undo, first), (history.undo, None), (history.redo, first)):
        step(library)
        now = adapters.in_use(library, ONE)
        assert (now.id if now else None) == expected
    adapters.activate(library, second, ONE)
    history.undo(library)
    now = adapters.in_use(library, ONE)
    assert now is not None
    assert now.id == first


def test_the_outlook(library: Library) -> None:
    assert not outlook(library).ready
    _answer(library, 0, 12, agreed=5, at=datetime.now(UTC) - timedelta(days=1))
    found = outlook(library)
    (lesson,) = found.tags
    assert (lesson.name, lesson.confirmed, lesson.rejected, lesson.wanting) == ("rex", 5, 7, 0)
    assert (found.all, found.fresh, found.ready, found.worth_it) == (12, 12, True, True)
    later = outlook(library, datetime.now(UTC) - timedelta(hours=1))
    assert (later.fresh, later.worth_it) == (0, False)


def test_lessons_of_a_new_library(library: Library) -> None:
    said = lessons(library)
    assert (said.verdicts, said.captions, said.taken) == ((), {}, {})
    assert said.digest == lessons(library).digest


def _answer(library: Library, first: int, count: int, *, agreed: int, at: datetime) -> None:
    """Answers of a review, on photos made for the purpose."""
    with library.write() as connection:
        connection.exec_driver_sql("INSERT OR IGNORE INTO folder (id, path) VALUES (1, '/photos')")
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO tag (id, name, folded) VALUES (1, 'rex', 'rex')"
        )
        for number in range(first + 1, first + count + 1):
            connection.exec_driver_sql(
                "INSERT INTO photo (id, folder_id, name, size, mtime_ns, moment, added_at)"
                " VALUES (?, 1, ?, 1, 0, 0, ?)",
                (number, str(number), stamp(at)),
            )
            connection.exec_driver_sql(
                "INSERT INTO verdict VALUES (1, ?, ?, 'review', ?)",
                (number, int(number - first <= agreed), stamp(at)),
            )
    assert tags.counts(library)[0].confirmed
