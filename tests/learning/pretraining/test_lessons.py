"""What the text tower is taught, and what it must never see."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from photoclip.errors import InputError
from photoclip.learning.pretraining.lessons import SENTENCES, read_judged, read_texts, text_lessons
from photoclip.learning.pretraining.pairs import Pair, Place

PAIRS = [
    Pair("a", Place(Path("a")), captions=("A dog runs along the beach.", "A judged caption .")),
    Pair("b", Place(Path("b")), labels=("tabby", "cat")),
    Pair("c", Place(Path("c")), captions=("A held out caption",), held_out=True),
]


def lessons(judged: frozenset[str] = frozenset(), seed: int = 0) -> list[str]:
    return text_lessons(PAIRS, ["Two boats on a lake."], ["garden"], judged, 50, seed)


def test_captions_phrases_labels_and_words_each_once() -> None:
    found = lessons()
    assert len(found) == len(set(found))
    assert {"A dog runs along the beach.", "Two boats on a lake.", "garden", "cat"} <= set(found)
    assert {s.format("tabby") for s in SENTENCES} <= set(found)
    phrases = [text for text in found if text in "A dog runs along the beach"]
    assert any(" " in phrase for phrase in phrases)
    assert [len(text) for text in found] == sorted(len(text) for text in found)
    assert found == lessons()
    assert found != lessons(seed=1)


def test_held_out_and_judged_captions_are_never_taught(tmp_path: Path) -> None:
    file = tmp_path / "captions.json"
    file.write_text(json.dumps([{"file": "x.jpg", "captions": ["a JUDGED  caption"]}]))
    found = lessons(read_judged([file]))
    assert "A held out caption" not in found
    assert not any("judged" in text.lower() for text in found)


def test_texts_from_plain_and_packed_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\n\n two \n")
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"three\n"))
    assert read_texts([tmp_path]) == ["one", "two", "three"]
    assert read_texts([tmp_path / "b.txt.gz"]) == ["three"]
    with pytest.raises(InputError):
        read_texts([tmp_path / "gone"])
