"""Every layout of photos with words becomes the same kind of pairs."""

from __future__ import annotations

import io
import json
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from photoclip.errors import InputError
from photoclip.learning.pretraining.pairs import Pair, Place, read_pairs, without_words


def picture(colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (12, 8), colour).save(stream, "PNG")
    return stream.getvalue()


def write(path: Path, colour: str = "red") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture(colour))
    return path


def shard(folder: Path, rows: list[dict[str, object]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    tar = folder / "photos-0.tar"
    with tarfile.open(tar, "w") as archive:
        for row in rows:
            raw = picture(str(row.pop("colour", "red")))
            info = tarfile.TarInfo(f"{row['key']}.png")
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    lines = [json.dumps(row) for row in rows] + [json.dumps({"key": "nowhere"})]
    tar.with_suffix(".jsonl").write_text("\n".join(lines))
    return tar


def colour_of(pair: Pair) -> tuple[int, ...]:
    pixel = Image.open(io.BytesIO(pair.place.read())).convert("RGB").getpixel((3, 3))
    assert isinstance(pixel, tuple)
    return pixel


def test_shards(tmp_path: Path) -> None:
    tar = shard(
        tmp_path,
        [
            {"key": "a", "colour": "red", "captions": ["A  red square ."], "split": "train"},
            {"key": "b", "colour": "blue", "labels": ["sky", "blue"], "split": "val"},
        ],
    )
    first, second = read_pairs([tmp_path])
    assert [first, second] == read_pairs([tar])
    assert first.captions == ("A red square .",)
    assert not first.held_out
    assert second.labels == ("sky", "blue")
    assert second.held_out
    assert colour_of(first) == (255, 0, 0)
    assert colour_of(second) == (0, 0, 255)


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl"])
def test_tables(tmp_path: Path, kind: str) -> None:
    write(tmp_path / "one.png", "red"), write(tmp_path / "two.png", "lime")
    if kind == "csv":
        text = "image,caption\none.png,first\none.png,again\ntwo.png,second\ngone.png,third\n"
    else:
        rows = [
            {"file": "one.png", "captions": ["first", "again"]},
            {"file": "two.png", "captions": ["second"]},
            {"file": "gone.png", "captions": ["third"]},
        ]
        text = json.dumps(rows) if kind == "json" else "\n".join(map(json.dumps, rows))
    (tmp_path / f"captions.{kind}").write_text(text)
    first, second = read_pairs([tmp_path])
    assert (first.captions, second.captions) == (("first", "again"), ("second",))
    assert colour_of(second) == (0, 255, 0)
    assert read_pairs([tmp_path / f"captions.{kind}"]) == [first, second]


def test_captions_beside_photos_and_class_folders(tmp_path: Path) -> None:
    write(tmp_path / "holiday" / "one.png")
    (tmp_path / "holiday" / "one.txt").write_text("a beach\n\nthe sea\n")
    write(tmp_path / "golden_retriever" / "two.png")
    write(tmp_path / "alone.png")  # neither words nor a class
    named, captioned = read_pairs([tmp_path])
    assert captioned.captions == ("a beach", "the sea")
    assert named.labels == ("golden retriever",)


def test_without_a_split_a_fixed_few_are_held_out(tmp_path: Path) -> None:
    for i in range(300):
        write(tmp_path / "cat" / f"{i}.png")
    held = [pair.key for pair in read_pairs([tmp_path]) if pair.held_out]
    assert 0 < len(held) < 20
    assert held == [pair.key for pair in read_pairs([tmp_path]) if pair.held_out]


def test_what_cannot_be_read_is_the_worlds_blame(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "captions.csv").write_text("a,b\n1,2\n")
    (tmp_path / "captions.json").write_text("{")
    (tmp_path / "words.txt").write_text("hello")
    write(tmp_path / "lonely.tar")
    for wrong in ("gone", "empty", "captions.csv", "captions.json", "words.txt", "lonely.tar"):
        with pytest.raises(InputError):
            read_pairs([tmp_path / wrong])
    with pytest.raises(InputError):
        read_pairs([])
    (tmp_path / "lonely.jsonl").write_text("{}")
    with pytest.raises(InputError, match="plain tar"):
        read_pairs([tmp_path / "lonely.tar"])


def test_words_can_be_left_out(tmp_path: Path) -> None:
    place = Place(tmp_path)
    pairs = [
        Pair("both", place, ("two Zebras graze", "animals in the dust"), ("zebra", "animal")),
        Pair("one", place, labels=("fire engine",)),
        Pair("aside", place, ("a zebra",), held_out=True),
        Pair("other", place, ("a zebrano table",)),
    ]
    both, one, aside, other = without_words(pairs, ["zebra", "Fire  engine", ""])
    assert both == replace(pairs[0], captions=("animals in the dust",), labels=("animal",))
    assert (one.captions, one.labels) == ((), ())
    assert (aside, other) == (pairs[2], pairs[3])
    assert without_words(pairs, []) == pairs


def test_test_parts_are_neither_learnt_nor_chosen_by(tmp_path: Path) -> None:
    rows = []
    for split in ("train", "val", "test", "eval", None):
        Image.new("RGB", (9, 9)).save(tmp_path / f"{split}.png")
        rows.append({"file": f"{split}.png", "caption": "words", "split": split})
    (tmp_path / "captions.json").write_text(json.dumps(rows))
    assert [p.place.path.stem for p in read_pairs([tmp_path])] == ["train", "val", "None"]
