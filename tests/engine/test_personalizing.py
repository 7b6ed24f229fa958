"""Personalizing in the engine: what it gathers, how it runs beside searches, how it stops."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from photoclip.engine.engine import Engine
from photoclip.engine.messages import (
    AdapterChanged,
    Catalogued,
    Learning,
    Learnt,
    Personalize,
    Personalized,
    PhotosRead,
    StopPersonalizing,
)
from photoclip.engine.personalizing import (
    Gathered,
    events_of,
    gather,
    generic_prompts,
    split_by_tag,
)
from photoclip.errors import InputError
from photoclip.learning.personal.stages import Stage
from photoclip.library import answers, photos, tags
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.vectors.adapter import Adapter


@pytest.fixture
def engine(home: Home, library: Library) -> Iterator[Engine]:
    """The colours, embedded."""
    with Engine(home, "fake") as engine:
        engine.answer(Catalogued())
        while engine.busy:
            for event in engine.step():
                if isinstance(event, PhotosRead):
                    photos.record(library, event.readings)
        yield engine


def gathered_by(engine: Engine, library: Library) -> Gathered:
    now = engine.answering
    return gather(library, now.encoder, now.words(), now.index)


def test_events_are_told_by_the_clock_or_by_looks() -> None:
    hour = 3600
    looks = np.eye(6, dtype=np.float32)
    looks[5] = looks[4]
    ids = np.arange(10, 16)
    taken = {10: 0, 11: hour, 12: 2 * hour, 13: 9 * hour}
    tagged = np.ones((6, 1), np.bool_)
    assert events_of(ids, taken, looks, tagged).tolist() == [0, 0, 0, 3, 4, 4]
    assert events_of(ids, {}, looks, ~tagged).tolist() == list(range(6))


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("rex", ("rex", "")),
        ("Rex on the beach", ("rex", "on the beach")),
        ("a walk with OUR house", ("our house", "a walk with")),
        ("our house rex", ("our house", "rex")),
        ("rexford", None),
        ("beach", None),
    ],
)
def test_the_longest_tag_in_a_phrase(phrase: str, found: tuple[str, str] | None) -> None:
    assert split_by_tag(phrase, ["rex", "our house"]) == found


def test_there_are_enough_generic_searches() -> None:
    assert len(set(generic_prompts())) >= 200


def test_gathering(engine: Engine, library: Library) -> None:
    ids = list(photos.ids(library))
    tags.confirm(library, "mine", ids[:3])
    tags.reject(library, "mine", ids[3:4])
    photos.set_caption(library, ids[4:5], "a red thing")
    gathered = gathered_by(engine, library)
    evidence = gathered.evidence
    assert evidence.names == ("mine",)
    assert (evidence.confirmed.sum(), evidence.rejected.sum()) == (3, 1)
    assert len(evidence.photos) == 5
    assert len(evidence.captions) == 1
    assert len(evidence.library) == len(ids) - 5
    assert len(set(evidence.events)) == 5  # a month between each
    tags.confirm(library, "mine", ids[4:5])
    later = gathered_by(engine, library)
    assert later.said.digest != gathered.said.digest


def test_captions_name_tags_word_by_word(engine: Engine, library: Library) -> None:
    ids = list(photos.ids(library))
    tags.confirm(library, "Rex", ids[:3])
    tags.edit(library, "Rex", aliases=["the dog"])
    tags.reject(library, "Rex", ids[3:4])
    captions = ["Rex again", "rex, at last!", "no dogs", "With the dog.", "Rexford"]
    for number, caption in zip(ids[3:8], captions, strict=True):
        photos.set_caption(library, [number], caption)
    gathered = gathered_by(engine, library)
    row = {number: place for place, number in enumerate(gathered.photo_ids.tolist())}
    found = [bool(gathered.evidence.mentioned[row[number], 0]) for number in ids[3:8]]
    assert found == [False, True, False, True, False]  # the first was rejected


def test_what_was_applied_by_itself_teaches_nothing(engine: Engine, library: Library) -> None:
    ids = list(photos.ids(library))
    tags.confirm(library, "mine", ids[:3])
    answers.apply(library, {"mine": ids[3:6]}, ids)
    gathered = gathered_by(engine, library)
    assert gathered.evidence.confirmed.sum() == 3


def test_nothing_to_learn_from(engine: Engine) -> None:
    with pytest.raises(InputError, match="confirm a tag"):
        engine.answer(Personalize())
    with pytest.raises(InputError):
        engine.answer(Learnt())
    assert engine.answer(StopPersonalizing()) is None
    assert engine.answer(AdapterChanged()) is None


def test_a_run_in_the_background(engine: Engine, library: Library) -> None:
    tags.confirm(library, "mine", list(photos.ids(library))[:4])
    assert engine.answer(Personalize(keep_unverified=True)) is None
    assert engine.patience is not None
    events = []
    while engine.patience is not None:
        events += engine.step()
    assert isinstance(events[-1], Learning)
    assert events[-1].finished
    assert {event.stage for event in events} >= {Stage.LEARN}
    found = engine.answer(Learnt())
    assert isinstance(found, Personalized)
    assert found.space == engine.answering.encoder.spec.key
    assert found.data is not None
    assert list(Adapter.from_bytes(found.data).tags) == ["mine"]


def test_closing_stops_it(engine: Engine, library: Library) -> None:
    tags.confirm(library, "mine", list(photos.ids(library))[:4])
    engine.answer(Personalize())
    engine.answer(StopPersonalizing())
    engine.close()
