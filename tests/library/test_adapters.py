"""Versions of what was learnt: kept for good, one in use for each encoder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from photoclip.errors import Unknown
from photoclip.library import adapters, tags
from photoclip.library.database import Library
from photoclip.library.lessons import lessons
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
    left, now = reverted
    assert left.id == second
    assert now is not None
    assert now.id == first
    reverted = adapters.revert(library, ONE)
    assert reverted is not None
    assert reverted[1] is None
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
