"""The latest wish wins, and what the engine cannot answer now is asked again."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from pytestqt.qtbot import QtBot

from photoclip.domain import Changes, Hit
from photoclip.engine.messages import Answer, Request, Search, Similar
from photoclip.errors import EngineDied, NoWeights, QueryError
from photoclip.gui.bridge import Bridge
from photoclip.gui.browser import SEARCHING, WAITING, Browser, Headline
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.listings import ALL, album_place
from photoclip.gui.model import Listing
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.query import parse

STRONG = (Hit(5, 0.3, 0.9), Hit(6, 0.1, 0.1, above=False))


class Story:
    """A browser with an engine that the test plays."""

    def __init__(self, lane: LibraryLane, bridge: Bridge) -> None:
        self.asked: list[tuple[Request, Future[Answer]]] = []
        self.lane = lane
        self.browser = Browser(lane, self.ask, bridge)
        self.listed: list[tuple[Listing, Headline, bool]] = []
        self.told: list[Headline] = []
        self.browser.listed.connect(lambda *args: self.listed.append(args))
        self.browser.told.connect(self.told.append)

    def ask(self, request: Request) -> Future[Answer]:
        self.asked.append((request, Future()))
        return self.asked[-1][1]

    def answer(self, number: int, *hits: Hit, searched: int = 9, of: int = 9) -> None:
        sentences = () if any(hit.above for hit in hits) else ("No confident match.",)
        self.reply(number, Answer("", hits, searched, of, 1.0, "exact", sentences))

    def reply(self, number: int, answer: Answer) -> None:
        self.asked[number][1].set_result(answer)


@pytest.fixture
def story(home: Home, bridge: Bridge) -> Iterator[Story]:
    lane = LibraryLane(lambda: Library.open(home), bridge)
    lane.open()
    yield Story(lane, bridge)
    lane.close()


def test_a_place_needs_no_engine(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.listed):
        story.browser.open(ALL)
    assert story.asked == []
    assert story.listed[0][1] == Headline("All photos", "0 photos")


def test_a_filter_alone_needs_no_engine(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.listed):
        story.browser.search(parse("is:untagged"))
    assert story.asked == []


def test_an_empty_filter_names_itself(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.listed):
        story.browser.search(parse("name:zebra"))
    assert story.listed[0][1].sentence == "No photo passes the filter name:zebra."


def test_words_ask_the_engine(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.listed):
        story.browser.search(parse("red car"))
        story.answer(0, *STRONG, searched=41_000, of=90_000)
    request = story.asked[0][0]
    assert isinstance(request, Search)
    assert request.weak
    listing, headline, keep = story.listed[0]
    assert list(listing.ids) == [5]
    assert headline.note == "1 photo · searched 41,000 of 90,000"
    assert story.told == []
    assert not keep


def test_a_smart_album_of_words_is_a_search(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.listed):
        story.browser.open(album_place("Cars", "red car"))
        story.answer(0, *STRONG)
    assert story.listed[0][1].title == "Cars"


def test_a_slow_answer_is_announced(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.told) as told:
        story.browser.search(parse("red car"))
    assert told.args[0] == Headline("“red car”", SEARCHING)


def test_only_the_latest_is_asked_after_the_present_question(story: Story, qtbot: QtBot) -> None:
    for words in ("r", "re", "red"):
        story.browser.search(parse(words))
    assert [request.query.text for request, _future in story.asked] == ["r"]
    story.answer(0)
    qtbot.waitUntil(lambda: len(story.asked) == 2)
    assert story.listed == []
    with qtbot.waitSignal(story.browser.listed):
        story.answer(1, *STRONG)
    assert story.asked[1][0].query.text == "red"
    assert list(story.listed[0][0].ids) == [5]


def test_a_failed_question_does_not_hold_up_the_next(story: Story, qtbot: QtBot) -> None:
    story.browser.search(parse("red"))
    story.browser.search(parse("blue"))
    story.asked[0][1].set_exception(NoWeights("The weights are missing."))
    qtbot.waitUntil(lambda: len(story.asked) == 2)
    with qtbot.waitSignal(story.browser.listed):
        story.answer(1, *STRONG)


def test_photos_that_look_alike_share_a_tile_that_unfolds(story: Story, qtbot: QtBot) -> None:
    hits = (Hit(5, 0.3, 0.9), Hit(6, 0.3, 0.8, under=5), Hit(7, 0.3, 0.7, why=("red 4.2",)),
            Hit(8, 0.1, 0.1, above=False, under=5))  # fmt: skip
    with qtbot.waitSignal(story.browser.listed):
        story.browser.search(parse("red"))
        story.answer(0, *hits)
    assert story.asked[0][0].grouped
    listing, headline, _keep = story.listed[-1]
    assert (list(listing.ids), dict(listing.stacks)) == ([5, 7], {5: 3})
    assert headline.note == "3 photos"
    assert listing.why == {7: ("red 4.2",)}
    story.browser.toggle_stack(5)
    listing, _headline, keep = story.listed[-1]
    assert (list(listing.ids), listing.unfolded, keep) == ([5, 6, 8, 7], {6, 8}, True)
    assert [section.count for section in listing.sections] == [4, 0]
    story.browser.toggle_stack(5)
    assert list(story.listed[-1][0].ids) == [5, 7]


def test_feedback_moves_a_search_and_can_be_forgotten(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.listed):
        story.browser.search(parse("red"))
        story.answer(0, *STRONG)
    story.browser.more_like([5])
    story.browser.less_like([6])
    story.answer(1, *STRONG)
    qtbot.waitUntil(lambda: len(story.asked) == 3)
    request = story.asked[2][0]
    assert (request.query.text, request.more, request.less) == ("red", (5,), (6,))
    story.browser.less_like([5])
    story.answer(2)
    qtbot.waitUntil(lambda: len(story.asked) == 4)
    assert (story.asked[3][0].more, story.asked[3][0].less) == ((), (6, 5))
    story.browser.forget_feedback()
    story.answer(3)
    qtbot.waitUntil(lambda: len(story.asked) == 5)
    assert (story.asked[4][0].more, story.asked[4][0].less) == ((), ())


def test_feedback_on_similar_photos_and_on_a_place_is_a_search(story: Story, qtbot: QtBot) -> None:
    story.browser.similar((3,), "Similar to a.jpg")
    story.browser.more_like([4])
    story.answer(0)
    qtbot.waitUntil(lambda: len(story.asked) == 2)
    request = story.asked[1][0]
    assert isinstance(request, Search)
    assert (request.query.is_empty, request.more) == (True, (3, 4))
    story.answer(1)
    story.browser.open(album_place("Italy", None))
    story.browser.more_like([4])
    qtbot.waitUntil(lambda: len(story.asked) == 3)
    assert story.asked[2][0].query.text == 'album:"Italy"'


def test_weaker_matches_are_shown_on_demand(story: Story, qtbot: QtBot) -> None:
    assert not story.browser.has_weaker
    with qtbot.waitSignal(story.browser.listed):
        story.browser.search(parse("red"))
        story.answer(0, *STRONG)
    story.browser.toggle_weaker()
    assert list(story.listed[-1][0].ids) == [5, 6]
    story.browser.toggle_weaker()
    assert list(story.listed[-1][0].ids) == [5]
    assert len(story.asked) == 1


def test_nothing_confident_is_said(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.listed):
        story.browser.search(parse("unicorn"))
        story.answer(0, STRONG[1])
    listing, headline, _keep = story.listed[0]
    assert headline.sentence == "No confident match."
    assert headline.note == "0 photos"
    assert [section.title for section in listing.sections] == ["Less likely matches"]


def test_each_sentence_is_translated_by_itself(
    story: Story, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def said(sentence: str) -> str:
        asked.append(sentence)
        return sentence.upper()

    monkeypatch.setattr("photoclip.gui.browser.said", said)
    sentences = ("It knows English only.", "No confident match.")
    with qtbot.waitSignal(story.browser.listed):
        story.browser.search(parse("einhorn"))
        story.reply(0, Answer("", (), 9, 9, 1.0, "exact", sentences))
    assert asked == list(sentences)
    assert story.listed[0][1].sentence == "IT KNOWS ENGLISH ONLY. NO CONFIDENT MATCH."


def test_similar_photos_are_asked_by_id(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.listed):
        story.browser.similar((3, 4), "Similar to 2 photos")
        story.answer(0, *STRONG)
    request = story.asked[0][0]
    assert isinstance(request, Similar)
    assert request.photo_ids == (3, 4)
    assert list(story.listed[0][0].ids) == [5, 6]
    assert not story.browser.has_weaker


def test_a_search_waits_for_the_engine_and_is_asked_again(story: Story, qtbot: QtBot) -> None:
    story.browser.engine_is_starting = True
    with qtbot.waitSignal(story.browser.told):
        story.browser.search(parse("red"))
    assert story.told[-1].note == WAITING
    with qtbot.waitSignal(story.browser.told) as told:
        story.asked[0][1].set_exception(EngineDied("The engine stopped."))
    assert "when it is back" in told.args[0].sentence
    story.browser.engine_is_starting = False
    with qtbot.waitSignal(story.browser.listed):
        story.browser.engine_ready()
        story.answer(1, *STRONG)
    story.browser.engine_ready()
    assert len(story.asked) == 2


def test_what_the_engine_refuses_is_said(story: Story, qtbot: QtBot) -> None:
    story.browser.search(parse("red"))
    with qtbot.waitSignal(story.browser.told) as told:
        story.asked[0][1].set_exception(NoWeights("The weights are missing."))
    assert told.args[0].sentence == "The weights are missing."


def test_a_query_that_the_library_refuses_goes_back_to_its_line(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.query_refused) as refused:
        story.browser.search(parse("tag:nobody"))
    assert isinstance(refused.args[0], QueryError)


def test_news_refresh_places_in_place(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.listed):
        story.browser.open(ALL)
    with qtbot.waitSignal(story.browser.listed):
        story.lane.tell(Changes(photos=frozenset({1})))
    assert story.listed[-1][2] is True


def test_new_embeddings_refresh_a_search_in_place(story: Story, qtbot: QtBot) -> None:
    with qtbot.waitSignal(story.browser.listed):
        story.browser.search(parse("red"))
        story.answer(0, *STRONG)
    story.browser.embedded_more()
    qtbot.waitUntil(lambda: len(story.asked) == 2)
    with qtbot.waitSignal(story.browser.listed):
        story.answer(1, *STRONG)
    assert story.listed[-1][2] is True
