"""The queue of the review: always some ahead, nothing asked twice, every answer can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from photoclip.domain import Operation, Suggestion
from photoclip.engine.messages import Request, Reviewed, ReviewPage
from photoclip.errors import EngineDied, EngineError
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.review.queue import AHEAD, PAGE, ReviewQueue, State
from photoclip.library import answers, photos, roots, scanner
from photoclip.library.database import Library
from photoclip.paths import Home
from tests.gui.fakes import done


class Story:
    """A queue over an engine that suggests `left`, best first, and forgets what was answered."""

    def __init__(self, lane: LibraryLane, bridge: Bridge, left: list[Suggestion]) -> None:
        self.left = left
        self.said: list[tuple[str, list[int], list[int]]] = []
        self.pages: list[ReviewPage] = []
        self.late: list[tuple[ReviewPage, Future[Any]]] | None = None
        self.queue = ReviewQueue(self.ask, self.answer, lane, bridge)

    def ask(self, request: Request) -> Future[Any]:
        assert isinstance(request, ReviewPage)
        self.pages.append(request)
        if self.late is not None:
            self.late.append((request, Future()))
            return self.late[-1][1]
        return done(self.page(request))

    def page(self, request: ReviewPage) -> Reviewed:
        ours = [one for one in self.left if request.tag in (None, one.tag)]
        ours.sort(key=lambda one: one.probability, reverse=request.certain)
        cut = ours[request.offset : request.offset + request.limit]
        return Reviewed(tuple(cut), len(ours))

    def answer(self, tag: str, agreed: Sequence[int], rejected: Sequence[int]) -> None:
        self.said.append((tag, list(agreed), list(rejected)))
        gone = {*agreed, *rejected}
        self.left = [one for one in self.left if one.tag != tag or one.photo_id not in gone]

    def undo(self) -> None:
        tag, agreed, rejected = self.said.pop()
        self.left += [Suggestion(tag, one, 0.5) for one in (*agreed, *rejected)]
        name = answers.title(tag, agreed, rejected)
        self.queue.taken_back(Operation(1, name, datetime.now(UTC), undone=True))


@pytest.fixture
def lane(home: Home, bridge: Bridge, photos_folder: Path) -> Iterator[LibraryLane]:
    with Library.open(home) as library:
        roots.add(library, photos_folder)
        scanner.scan(library)
    made = LibraryLane(lambda: Library.open(home), bridge)
    made.open()
    yield made
    made.close()


@pytest.fixture
def ids(lane: LibraryLane) -> list[int]:
    return sorted(lane.ask(photos.ids).result())


@pytest.fixture
def story(lane: LibraryLane, bridge: Bridge, ids: list[int]) -> Story:
    left = [Suggestion("beach", one, 0.5 + n / 100) for n, one in enumerate(ids)]
    return Story(lane, bridge, [*left, Suggestion("dog", ids[0], 0.9)])


def ready(story: Story, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: story.queue.state is State.READY)


def test_the_most_uncertain_is_asked_first(story: Story, ids: list[int], qtbot: QtBot) -> None:
    story.queue.open()
    assert story.queue.state is State.LOADING
    ready(story, qtbot)
    item = story.queue.current
    assert item is not None
    assert (item.suggestion.tag, item.suggestion.photo_id) == ("beach", ids[0])
    assert [photo.id for photo in story.queue.neighbours] == ids[1:5]
    assert story.queue.total == 12


def test_answers_go_out_and_the_next_is_there_at_once(
    story: Story, ids: list[int], qtbot: QtBot
) -> None:
    story.queue.open("beach")
    ready(story, qtbot)
    story.queue.decide(agreed=True)
    story.queue.decide(agreed=False)
    assert story.said == [("beach", [ids[0]], []), ("beach", [], [ids[1]])]
    assert story.queue.current is not None
    assert story.queue.current.suggestion.photo_id == ids[2]
    assert (story.queue.confirmed, story.queue.rejected, story.queue.total) == (1, 1, 9)


def test_undoing_asks_again(story: Story, ids: list[int], qtbot: QtBot) -> None:
    story.queue.open("beach")
    ready(story, qtbot)
    story.queue.decide(agreed=True)
    story.queue.decide(agreed=False)
    story.undo()
    assert story.queue.current is not None
    assert story.queue.current.suggestion.photo_id == ids[1]
    story.undo()
    assert story.queue.current.suggestion.photo_id == ids[0]
    assert story.queue.current.agreed is None
    assert (story.queue.confirmed, story.queue.total) == (0, 11)
    assert not story.queue.can_undo


def test_a_step_that_was_none_of_ours_changes_nothing(story: Story, qtbot: QtBot) -> None:
    story.queue.open("beach")
    ready(story, qtbot)
    story.queue.decide(agreed=True)
    at = story.queue.current
    story.queue.taken_back(Operation(9, "Rate 3 photos", datetime.now(UTC), undone=True))
    assert story.queue.current is at
    assert story.queue.can_undo


def test_one_can_go_back_and_answer_anew(story: Story, ids: list[int], qtbot: QtBot) -> None:
    story.queue.open("beach")
    ready(story, qtbot)
    story.queue.decide(agreed=True)
    story.queue.step(-1)
    assert story.queue.current is not None
    assert story.queue.current.agreed is True
    story.queue.decide(agreed=True)
    assert len(story.said) == 1
    story.queue.decide(agreed=False)
    assert story.said[-1] == ("beach", [], [ids[0]])
    assert (story.queue.confirmed, story.queue.rejected, story.queue.total) == (0, 1, 10)
    story.undo()
    assert (story.queue.confirmed, story.queue.rejected) == (1, 0)


def test_skipped_ones_stay_open_and_come_again(story: Story, ids: list[int], qtbot: QtBot) -> None:
    story.queue.open("dog")
    ready(story, qtbot)
    story.queue.step(1)
    qtbot.waitUntil(lambda: story.queue.state is State.FINISHED)
    assert story.queue.skipped == 1
    story.queue.again()
    ready(story, qtbot)
    story.queue.decide(agreed=True)
    qtbot.waitUntil(lambda: story.queue.state is State.FINISHED)
    assert (story.queue.skipped, story.queue.confirmed) == (0, 1)


def test_nothing_to_review_is_told_from_everything_reviewed(story: Story, qtbot: QtBot) -> None:
    story.queue.open("cat")
    qtbot.waitUntil(lambda: story.queue.state is State.EMPTY)


def test_many_are_answered_in_one_step(story: Story, ids: list[int], qtbot: QtBot) -> None:
    story.queue.open("beach", certain=True)
    ready(story, qtbot)
    batch = story.queue.batch
    assert [item.suggestion.photo_id for item in batch] == ids[::-1]
    story.queue.decide_batch(batch[:2], batch[2:3])
    assert story.said == [("beach", [ids[-1], ids[-2]], [ids[-3]])]
    assert [item.suggestion.photo_id for item in story.queue.batch] == ids[-4::-1]
    story.undo()
    assert [item.suggestion.photo_id for item in story.queue.batch] == ids[::-1]
    story.queue.skip_batch()
    qtbot.waitUntil(lambda: story.queue.state is State.FINISHED)


def test_more_is_loaded_before_it_runs_out_and_nothing_twice(
    lane: LibraryLane, bridge: Bridge, ids: list[int], qtbot: QtBot
) -> None:
    words = [f"word {n}" for n in range(40)]
    left = [Suggestion(word, one, 0.6) for word in words for one in ids]
    story = Story(lane, bridge, left)
    story.queue.open()
    ready(story, qtbot)
    seen = set()
    for _ in range(len(left)):
        qtbot.waitUntil(lambda: story.queue.current is not None)
        item = story.queue.current
        assert item is not None
        assert item.key not in seen
        seen.add(item.key)
        story.queue.decide(agreed=True)
    qtbot.waitUntil(lambda: story.queue.state is State.FINISHED)
    assert len(story.said) == len(left)
    assert len(story.pages) <= len(left) / (PAGE - AHEAD) + 3


def test_late_pages_of_another_word_are_dropped(story: Story, ids: list[int], qtbot: QtBot) -> None:
    story.late = []
    story.queue.open("beach")
    story.queue.open("dog")
    (beach, first), (dog, second) = story.late
    second.set_result(story.page(dog))
    ready(story, qtbot)
    first.set_result(story.page(beach))
    qtbot.wait(20)
    assert story.queue.current is not None
    assert story.queue.current.suggestion.tag == "dog"


def test_what_the_engine_refuses_is_told(story: Story, qtbot: QtBot) -> None:
    story.late = []
    story.queue.open()
    story.late[0][1].set_exception(EngineError("There is no encoder."))
    qtbot.waitUntil(lambda: story.queue.state is State.FAILED)
    assert story.queue.sentence == "There is no encoder."
    story.queue.open()
    story.late[1][1].set_exception(EngineDied("The engine stopped."))
    qtbot.waitUntil(lambda: bool(story.queue.sentence))
    assert story.queue.state is State.LOADING
