"""Corrections of states: remembered, undone as one step, forgotten."""

from __future__ import annotations

import pytest

from photoclip.errors import InputError
from photoclip.library import history, states
from photoclip.library.database import Library


def test_a_correction_sticks_and_can_be_undone(four: Library) -> None:
    changes = states.correct(four, "blurry", [1, 2, 99], holds=True)
    assert changes.photos == {1, 2}
    assert not states.correct(four, "blurry", [1], holds=True)
    states.correct(four, "blurry", [1], holds=False)
    assert states.corrections(four) == {(1, "blurry"): False, (2, "blurry"): True}
    history.undo(four)
    assert states.corrections(four, "blurry")[1, "blurry"] is True
    history.undo(four)
    assert states.corrections(four) == {}
    assert history.operations(four)[0].name == "Call 1 photo not blurry"


def test_forgetting_lets_the_machine_judge_again(four: Library) -> None:
    states.correct(four, "receipt", [1, 2], holds=True)
    assert states.forget(four, "receipt", [1]).photos == {1}
    assert states.corrections(four) == {(2, "receipt"): True}


def test_only_what_is_recognised_can_be_corrected(four: Library) -> None:
    with pytest.raises(InputError, match="missing"):
        states.correct(four, "missing", [1], holds=True)
