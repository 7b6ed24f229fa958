"""Answers in bulk, and suggestions that are applied, withdrawn and overruled."""

from __future__ import annotations

from photoclip.domain import Source
from photoclip.library import answers, history, tags
from photoclip.library.database import Library


def having(library: Library, name: str) -> dict[int, Source]:
    return {v.photo_id: v.source for v in tags.verdicts(library, name) if v.agreed}


def test_answers_are_the_users_alone(four: Library) -> None:
    tags.confirm(four, "beach", [1])
    tags.reject(four, "beach", [2])
    answers.apply(four, {"beach": [3], "dog": [4]}, [3, 4])
    found = answers.all_answers(four)
    assert found.names == ("beach", "beach")
    assert (found.photo_ids.tolist(), found.agreed.tolist()) == ([1, 2], [True, False])


def test_a_review_answers_both_ways_in_one_step(four: Library) -> None:
    changes = answers.answer(four, "Beach", [1, 2, 99], [3])
    assert changes.photos == {1, 2, 3}
    assert changes.verdicts
    assert having(four, "beach") == {1: Source.REVIEW, 2: Source.REVIEW}
    found = answers.all_answers(four)
    assert (found.photo_ids.tolist(), found.agreed.tolist()) == ([1, 2, 3], [True, True, False])
    undone = history.undo(four)
    assert undone is not None
    assert undone[0].name == "Confirm “Beach” for 3 photos, reject it for 1"
    assert tags.all_tags(four) == []


def test_a_rejection_of_a_word_that_is_no_tag_yet_is_remembered(four: Library) -> None:
    answers.answer(four, "dog", [], [4])
    (step,) = history.operations(four)
    assert step.name == "Reject “dog” for 1 photo"
    assert answers.all_answers(four).agreed.tolist() == [False]


def test_applying_makes_tags_and_leaves_answers_alone(four: Library) -> None:
    tags.confirm(four, "beach", [1])
    tags.reject(four, "beach", [2])
    wanted = {"Beach": [1, 2, 3, 99], "dog": [4]}
    changes, applied, withdrawn = answers.apply(four, wanted, range(1, 100))
    assert (applied, withdrawn) == (2, 0)
    assert changes.photos == {3, 4}
    assert changes.verdicts
    assert having(four, "beach") == {1: Source.USER, 3: Source.AUTO}
    assert having(four, "dog") == {4: Source.AUTO}


def test_a_stricter_setting_withdraws_within_the_chosen_photos(four: Library) -> None:
    answers.apply(four, {"beach": [1, 2, 3]}, [1, 2, 3])
    _changes, applied, withdrawn = answers.apply(four, {"beach": [1]}, [1, 2])
    assert (applied, withdrawn) == (0, 1)
    assert set(having(four, "beach")) == {1, 3}
    answers.apply(four, {}, [1, 2, 3, 4])
    assert having(four, "beach") == {}


def test_the_users_answer_takes_the_place_of_an_applied_one(four: Library) -> None:
    answers.apply(four, {"beach": [1, 2]}, [1, 2])
    tags.confirm(four, "beach", [1])
    tags.reject(four, "beach", [2])
    _changes, applied, withdrawn = answers.apply(four, {}, [1, 2])
    assert (applied, withdrawn) == (0, 0)
    assert having(four, "beach") == {1: Source.USER}


def test_applying_is_one_step_back(four: Library) -> None:
    before = answers.moment(four)
    answers.apply(four, {"beach": [1, 2], "dog": [1]}, [1, 2])
    after = answers.moment(four)
    undone = history.undo(four)
    assert undone is not None
    assert undone[0].name == "Apply 3 suggested tags"
    assert tags.all_tags(four) == []
    assert len({before, after, answers.moment(four)}) == 3
    history.redo(four)
    assert answers.moment(four) == after
    assert set(having(four, "beach")) == {1, 2}
