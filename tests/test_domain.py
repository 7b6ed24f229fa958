"""The words are values: equal by content, frozen, safe to send to another process."""

from __future__ import annotations

import dataclasses
import inspect
import pickle
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip import domain, errors
from photoclip.domain import Changes, EncoderSpec, Metadata, Photo, Problem, Source, Verdict
from photoclip.errors import PhotoclipError, QueryError

WORDS = [kind for _, kind in inspect.getmembers(domain, dataclasses.is_dataclass)]
FLAGS = [f.name for f in dataclasses.fields(Changes) if f.name != "photos"]

some_changes = st.builds(
    Changes,
    photos=st.frozensets(st.integers(1, 5)),
    **{name: st.booleans() for name in FLAGS},
)


def a_photo(**changes: Any) -> Photo:
    """A photo like any other."""
    photo = Photo(id=1, path=Path("folder", "red.jpg"), size=100, mtime_ns=5)
    return dataclasses.replace(photo, **changes)


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_every_word_is_a_frozen_value(kind: Any) -> None:
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)
    assert kind.__doc__
    assert not kind.__doc__.startswith(kind.__name__ + "(")


def test_a_word_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        a_photo().rating = 5  # type: ignore[misc]


def test_a_photo_travels_to_another_process() -> None:
    photo = a_photo(
        metadata=Metadata(format="JPEG", taken_at=datetime(2021, 5, 1), iso=200),
        problem=Problem("truncated", "The file ends too early."),
    )
    assert pickle.loads(pickle.dumps(photo)) == photo
    assert hash(pickle.loads(pickle.dumps(photo))) == hash(photo)


def test_photos_do_not_share_their_metadata_by_accident() -> None:
    assert a_photo() == a_photo()
    assert a_photo(metadata=Metadata(iso=100)) != a_photo()


def test_a_verdict_is_the_users_unless_said_otherwise() -> None:
    assert Verdict(tag_id=1, photo_id=2, agreed=True).source is Source.USER
    assert Source("review") is Source.REVIEW


def test_no_changes_are_false() -> None:
    assert not Changes()


@pytest.mark.parametrize("name", FLAGS)
def test_any_flag_is_a_change(name: str) -> None:
    changes = Changes(**{name: True})  # type: ignore[arg-type]
    assert changes
    assert Changes() | changes == changes


def test_changed_photos_are_a_change() -> None:
    assert Changes(photos=frozenset({7}))


@given(some_changes, some_changes, some_changes)
def test_changes_add_up(a: Changes, b: Changes, c: Changes) -> None:
    assert a | b == b | a
    assert (a | b) | c == a | (b | c)
    assert a | a == a
    assert a | Changes() == a
    assert bool(a | b) == (bool(a) or bool(b))
    assert (a | b).photos == a.photos | b.photos


SPEC = EncoderSpec("tiny", "abc", 64, "squash 64", "fp32")


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(SPEC, name="other"),
        dataclasses.replace(SPEC, digest="abd"),
        dataclasses.replace(SPEC, dim=128),
        dataclasses.replace(SPEC, preprocessing="shortest 64"),
        dataclasses.replace(SPEC, precision="bf16"),
    ],
    ids=["name", "digest", "dim", "preprocessing", "precision"],
)
def test_whatever_changes_the_vectors_changes_the_key(other: EncoderSpec) -> None:
    assert other.key != SPEC.key


def test_the_same_spec_has_the_same_key() -> None:
    assert dataclasses.replace(SPEC).key == SPEC.key
    assert "\n" not in SPEC.key


def test_every_exception_of_ours_is_the_worlds_fault() -> None:
    ours = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    assert len(ours) > 10
    assert all(issubclass(kind, PhotoclipError) for kind in ours)


def test_the_drawn_tree_names_every_exception() -> None:
    drawn = errors.__doc__ or ""
    for name, kind in inspect.getmembers(errors, inspect.isclass):
        assert name in drawn
        assert kind.__doc__


def test_a_query_error_says_where_and_survives_a_journey() -> None:
    error = QueryError("No such key: colour.", 4)
    again = pickle.loads(pickle.dumps(error))
    assert str(error) == str(again) == "No such key: colour (at character 5)."
    assert (again.message, again.position) == ("No such key: colour.", 4)
