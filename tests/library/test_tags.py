"""Tags and verdicts: what the user says about photos."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photoclip.domain import Changes, Source, Tag, TagCount
from photoclip.errors import InputError, Unknown
from photoclip.library import photos, tags
from photoclip.library.database import Library
from tests.library.conftest import Disk


def of(library: Library, photo_id: int) -> list[str]:
    return [tag.name for tag in tags.of_photos(library, [photo_id]).get(photo_id, [])]


def test_confirming_makes_the_tag_and_tells_what_changed(four: Library) -> None:
    assert tags.confirm(four, "  beach ", [1, 2, 2, 99]) == Changes(
        photos=frozenset({1, 2}), tags=True, verdicts=True
    )
    assert tags.confirm(four, "BEACH", [2, 3]).photos == {3}
    assert [tag.name for tag in tags.all_tags(four)] == ["beach"]
    assert [of(four, number) for number in (1, 2, 3, 4)] == [["beach"]] * 3 + [[]]


def test_rejecting_is_remembered_and_takes_the_tag_away(four: Library) -> None:
    tags.confirm(four, "beach", [1])
    assert tags.reject(four, "beach", [1, 2]).photos == {1, 2}
    assert of(four, 1) == []
    assert [(one.photo_id, one.agreed) for one in tags.verdicts(four)] == [(1, False), (2, False)]
    assert not tags.reject(four, "beach", [1, 2])


def test_rejecting_an_unknown_tag(four: Library) -> None:
    with pytest.raises(Unknown, match="no tag “beach”"):
        tags.reject(four, "beach", [1])


def test_forgetting_a_verdict(four: Library) -> None:
    tags.confirm(four, "beach", [1, 2])
    assert tags.clear(four, "beach", [1, 3]).photos == {1}
    assert [one.photo_id for one in tags.verdicts(four)] == [2]


def test_a_verdict_says_where_it_comes_from_and_when(four: Library) -> None:
    tags.confirm(four, "beach", [1], Source.REVIEW)
    tags.confirm(four, "dog", [1], Source.IMPORT)
    first, second = tags.verdicts(four)
    assert (first.source, second.source) == (Source.REVIEW, Source.IMPORT)
    assert first.decided_at is not None
    assert first.decided_at.tzinfo is not None
    assert [one.tag_id for one in tags.verdicts(four, "Dog")] == [second.tag_id]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Straße", "STRASSE"), ("Übung", "übung"), ("e\u0301te", "Éte"), ("ΣΟΦΟΣ", "σοφοσ")],
)
def test_case_and_composition_do_not_count_in_any_script(
    four: Library, one: str, other: str
) -> None:
    tags.confirm(four, one, [1])
    tags.confirm(four, other, [2])
    assert len(tags.all_tags(four)) == 1
    assert tags.get(four, other).id == tags.get(four, one).id


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\nb", "a\x00b", "a\udce9"])
def test_names_that_are_not_allowed(four: Library, name: str) -> None:
    with pytest.raises(InputError, match="The name of a tag"):
        tags.confirm(four, name, [1])
    assert tags.all_tags(four) == []


def test_names_of_100_characters_are_allowed(four: Library) -> None:
    tags.confirm(four, "x" * 100, [1])
    assert of(four, 1) == ["x" * 100]


def test_tags_are_counted_among_photos_that_can_be_shown(four: Library, disk: Disk) -> None:
    tags.confirm(four, "beach", [1, 2, 3])
    tags.reject(four, "beach", [4])
    tags.confirm(four, "empty", [])
    assert [(c.tag.name, c.confirmed, c.rejected) for c in tags.counts(four)] == [
        ("beach", 3, 1),
        ("empty", 0, 0),
    ]
    photos.remove(four, [2])
    disk.path("4.jpg").unlink()
    disk.scan()
    assert tags.counts(four)[0] == TagCount(tags.get(four, "beach"), confirmed=2, rejected=0)
    assert [one.photo_id for one in tags.verdicts(four)] == [1, 3]


def test_tags_of_photos_come_in_order_of_name(four: Library) -> None:
    for name in ("zebra", "Äpfel", "apple", "Beach"):
        tags.confirm(four, name, [1])
    assert of(four, 1) == sorted(of(four, 1), key=str.casefold)
    assert len(of(four, 1)) == 4


def test_editing_describes_a_tag(four: Library) -> None:
    tags.confirm(four, "animal", [])
    tags.confirm(four, "dog", [])
    before = tags.get(four, "dog")
    changes = tags.edit(
        four,
        "Dog",
        aliases=["hound", " hound ", "", "a  puppy"],
        prompts=["a photo of a dog"],
        colour="#ff0000",
        parent="Animal",
    )
    assert changes == Changes(tags=True)
    assert tags.get(four, "dog") == replace(
        before,
        aliases=("hound", "a puppy"),
        prompts=("a photo of a dog",),
        colour="#ff0000",
        parent="animal",
    )
    tags.edit(four, "dog", colour="", parent="")
    assert tags.get(four, "dog").aliases == ("hound", "a puppy")
    assert tags.get(four, "dog").colour is tags.get(four, "dog").parent is None
    assert not tags.edit(four, "dog")


def test_no_tag_stands_below_itself(four: Library) -> None:
    for name in ("a", "b", "c"):
        tags.confirm(four, name, [])
    tags.edit(four, "b", parent="a")
    tags.edit(four, "c", parent="b")
    for parent in ("a", "b", "c"):
        with pytest.raises(InputError, match="below"):
            tags.edit(four, "a", parent=parent)
    with pytest.raises(Unknown):
        tags.edit(four, "a", parent="d")


def test_renaming_keeps_the_verdicts(four: Library) -> None:
    tags.confirm(four, "beach", [1])
    tags.confirm(four, "dog", [1])
    tags.rename(four, "beach", "Strand")
    assert of(four, 1) == ["dog", "Strand"]
    tags.rename(four, "strand", "STRAND")
    assert of(four, 1) == ["dog", "STRAND"]
    with pytest.raises(InputError, match="merge"):
        tags.rename(four, "strand", "Dog")
    with pytest.raises(Unknown):
        tags.rename(four, "beach", "sea")


def test_merging_inherits_verdicts_names_and_what_stands_below(four: Library) -> None:
    tags.confirm(four, "hound", [1, 2])
    tags.reject(four, "hound", [3])
    tags.edit(four, "hound", aliases=["whelp"], prompts=["a hound"])
    tags.confirm(four, "dog", [3])
    tags.reject(four, "dog", [2])
    tags.confirm(four, "puppy", [4])
    tags.edit(four, "puppy", parent="hound")
    tags.merge(four, "hound", "dog")
    assert [tag.name for tag in tags.all_tags(four)] == ["dog", "puppy"]
    assert tags.get(four, "dog").aliases == ("hound", "whelp")
    assert tags.get(four, "dog").prompts == ("a hound",)
    assert tags.get(four, "puppy").parent == "dog"
    assert {one.photo_id: one.agreed for one in tags.verdicts(four, "dog")} == {
        1: True,
        2: False,
        3: True,
    }
    with pytest.raises(InputError, match="itself"):
        tags.merge(four, "dog", "DOG")


def test_merging_a_tag_into_one_below_it(four: Library) -> None:
    for name in ("top", "middle", "low"):
        tags.confirm(four, name, [1])
    tags.edit(four, "middle", parent="top")
    tags.edit(four, "low", parent="middle")
    tags.merge(four, "middle", "low")
    assert tags.get(four, "low").parent == "top"


def test_deleting_a_tag(four: Library) -> None:
    for name in ("top", "middle", "low"):
        tags.confirm(four, name, [1])
    tags.edit(four, "middle", parent="top")
    tags.edit(four, "low", parent="middle")
    changes = tags.remove(four, "middle")
    assert changes == Changes(photos=frozenset({1}), tags=True, verdicts=True)
    assert tags.get(four, "low").parent == "top"
    assert of(four, 1) == ["low", "top"]
    with pytest.raises(Unknown):
        tags.remove(four, "middle")


def test_an_id_is_never_used_again(four: Library) -> None:
    tags.confirm(four, "beach", [1])
    former = tags.get(four, "beach")
    tags.remove(four, "beach")
    tags.confirm(four, "dog", [1])
    assert tags.get(four, "dog").id > former.id


def test_of_nothing(four: Library) -> None:
    assert tags.of_photos(four, []) == {}
    assert tags.verdicts(four) == []
    assert tags.counts(four) == []
    with pytest.raises(Unknown):
        tags.verdicts(four, "beach")


def test_a_tag_is_a_plain_value(four: Library) -> None:
    tags.confirm(four, "beach", [])
    (found,) = tags.all_tags(four)
    assert found == Tag(id=found.id, name="beach")
