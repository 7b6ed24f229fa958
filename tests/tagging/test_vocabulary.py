"""The vocabulary that comes with photoclip, vocabularies of the user's, the phrases of a tag."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from photoclip.domain import Tag
from photoclip.errors import InputError
from photoclip.library.names import fold
from photoclip.tagging.vocabulary import (
    Entry,
    Kind,
    Vocabulary,
    load,
    prompts_for,
    read,
    with_article,
)

TEXT = """
# animals first
animal [animal]
  dog = puppy, hound
    Labrador
  cat
things [object]:
  kitchen:
    cup = mug
    cutlery*
  toy
    kite [activity]
plain
"""


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return load()


def test_about_a_thousand_tags_in_three_levels(shipped: Vocabulary) -> None:
    assert 1000 <= len(shipped) <= 1200
    kinds = Counter(entry.kind for entry in shipped)
    assert set(kinds) == set(Kind) - {Kind.OTHER}
    assert min(kinds.values()) >= 30
    for name in ("dog", "beach", "wedding", "screenshot", "receipt", "blurry photo", "sunset"):
        assert shipped.place(name) is not None


def test_every_word_of_it_stands_once(shipped: Vocabulary) -> None:
    words = [fold(word) for entry in shipped for word in (entry.name, *entry.aliases)]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    phrases = Counter(phrase for entry in shipped for phrase in set(prompts_for(entry)))
    assert [phrase for phrase, count in phrases.items() if count > 1] == []


def test_nothing_in_it_is_about_ethnicity_age_or_health(shipped: Vocabulary) -> None:
    wrong = re.compile(
        r"\b(bab(y|ies)|child(ren)?|kids?|toddlers?|teenagers?|seniors?|elderly|adults?|boys?|girls?"
        r"|old (wo)?m[ae]n|young|asian|african|european|arab|indian|black person|white person"
        r"|hospital|sick|ill|disabled|wheelchair|patient|doctor|pregnan\w+|x-ray|medicine|fat)\b",
        re.IGNORECASE,
    )
    words = [word for entry in shipped for word in (entry.name, *entry.aliases)]
    assert [word for word in words if wrong.search(word)] == []


def test_the_hierarchy(shipped: Vocabulary) -> None:
    parents = shipped.parents()
    dog, animal = shipped.place("DOG"), shipped.place("animal")
    assert dog is not None
    assert parents[dog] == animal
    assert all(parent < place for place, parent in enumerate(parents))
    groups = shipped.groups()
    assert groups[dog] == groups[shipped.place("cat") or 0] != -1
    assert groups[shipped.place("vehicle") or 0] == -1


def test_reading() -> None:
    vocabulary = read(TEXT)
    assert vocabulary.names == (
        *("animal", "dog", "Labrador", "cat", "cup", "cutlery", "toy", "kite", "plain"),
    )
    by_name = {entry.name: entry for entry in vocabulary}
    assert by_name["dog"] == Entry("dog", Kind.ANIMAL, "animal", "animal", ("puppy", "hound"))
    assert by_name["Labrador"].parent == "dog"
    assert by_name["cup"] == Entry("cup", Kind.OBJECT, None, "kitchen", ("mug",))
    assert not by_name["cutlery"].takes_article
    assert by_name["kite"].kind is Kind.ACTIVITY
    assert by_name["kite"].parent == "toy"
    assert by_name["toy"].group is None
    assert by_name["plain"].kind is Kind.OTHER
    assert vocabulary.groups() == (-1, 0, 1, 0, 2, 2, -1, 3, -1)
    assert vocabulary.parents() == (-1, 0, 1, 0, -1, -1, -1, 6, -1)


def test_a_plain_list_of_words(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("\ufeffsailing trip\nGrandma's house\n\nSailing Trip\n", encoding="utf-8")
    assert load(file).names == ("sailing trip", "Grandma's house")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("dog\n cat", "line 2: Lines are indented by two spaces"),
        ("dog\n\tcat", "line 2: Lines are indented by two spaces"),
        ("dog\n    cat", "line 2: This line is indented deeper"),
        ("  dog", "line 1: This line is indented deeper"),
        ("dog [anmal]", "line 1: “anmal” is no kind of tag. Did you mean “animal”?"),
        ("dog [xyzzy]", "Known are person"),
        ("ok\n= cat", "line 2: “= cat” is no tag"),
        ("a]b", "line 1: “a]b” is no tag"),
        ("x" * 101, "line 1: The name of a tag can have 100"),
        ("dog = " + "y" * 101, "line 1: The name of a tag can have 100"),
        ("a\x00b", "line 1: The name of a tag must not contain control"),
        ("\n".join(f"w{i}" for i in range(20_001)), "more than 20,000 tags"),
    ],
)
def test_bad_lines_get_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text, "words.txt")
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("words.txt")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for name, content in (("a", None), ("b", b"\xff\xfe\x00"), ("c", b"x" * (5 * 1024 * 1024))):
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(InputError, match=re.escape(str(file))):
            load(file)
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("dog", "a dog"),
        ("apple", "an apple"),
        ("umbrella", "an umbrella"),
        ("university", "a university"),
        ("ukulele", "a ukulele"),
        ("noodles", "noodles"),
        ("glass of water", "a glass of water"),
        ("stack of books", "a stack of books"),
        ("mushrooms in a forest", "mushrooms in a forest"),
        ("group of people", "a group of people"),
        ("person wearing glasses", "a person wearing glasses"),
        ("bus", "a bus"),
        ("dress", "a dress"),
    ],
)
def test_articles(name: str, phrase: str) -> None:
    assert with_article(name) == phrase


def test_phrases() -> None:
    dog = Entry("dog", Kind.ANIMAL, aliases=("puppy",))
    assert prompts_for(dog)[:2] == ("a photo of a dog.", "a photo of the dog.")
    assert "a photo of a puppy." in prompts_for(dog)
    assert "a photo taken at a beach." in prompts_for(Entry("beach", Kind.SCENE))
    assert "a photo of people running." in prompts_for(Entry("running", Kind.ACTIVITY))
    assert "a photo of snow." in prompts_for(Entry("snow", Kind.LIGHT, takes_article=False))
    assert prompts_for(Entry("Rex", prompts=("a brown dog", "a brown dog"))) == ("a brown dog",)
    assert prompts_for(Entry("Rex"))[0] == "Rex"


def test_the_users_tags_join_the_vocabulary(shipped: Vocabulary) -> None:
    tags = [
        Tag(1, "Dog", aliases=("Bello",)),
        Tag(2, "Rex", parent="dog", prompts=("a brown dog",)),
    ]
    joined = shipped.with_tags(tags)
    assert len(joined) == len(shipped) + 1
    dog = joined.entries[joined.place("dog") or 0]
    assert dog.name == "Dog"
    assert dog.kind is Kind.ANIMAL
    assert dog.parent == "animal"
    assert {"puppy", "Bello"} <= set(dog.aliases)
    rex = joined.place("rex")
    assert rex is not None
    assert joined.parents()[rex] == joined.place("dog")
    assert prompts_for(joined.entries[rex]) == ("a brown dog",)


def test_labels_of_a_persons_own_choice(shipped: Vocabulary) -> None:
    some = shipped.only(["Beach", "my boat", "beach"])
    assert some.names == ("beach", "my boat")
    assert [entry.kind for entry in some] == [Kind.SCENE, Kind.OTHER]
