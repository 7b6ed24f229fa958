"""Which file is which photo."""

from __future__ import annotations

from photoclip.library.moves import Found, Gone, match

HASHES = {"a": "aa", "b": "bb"}


def found(name: str, place: str = "/new", size: int = 1, mtime_ns: int = 7) -> Found:
    return Found(place, name, size, mtime_ns)


def by_content(file: Found) -> str:
    """The first letter of a name stands for the content."""
    return HASHES[file.name[0]]


def test_the_same_content_is_the_same_photo() -> None:
    a, b = found("a2"), found("b2")
    gone = [Gone(1, "b1", 1, 3, "bb"), Gone(2, "a1", 1, 4, "aa")]
    assert match([a, b], gone, by_content) == {a: 2, b: 1}


def test_another_size_is_another_photo() -> None:
    assert match([found("a2", size=2)], [Gone(1, "a1", 1, 7, "aa")], by_content) == {}


def test_names_decide_among_equals_then_age() -> None:
    one, two, three = found("a1"), found("a2"), found("a9")
    gone = [Gone(number, f"a{number}", 1, 0, "aa") for number in (3, 2, 1)]
    assert match([three, two, one], gone, by_content) == {one: 1, two: 2, three: 3}


def test_no_photo_is_found_twice() -> None:
    one, two = found("a1", "/x"), found("a1", "/y")
    assert match([one, two], [Gone(1, "a1", 1, 0, "aa")], by_content) == {one: 1}


def test_what_was_never_read_is_known_by_its_time() -> None:
    a, b = found("a1", mtime_ns=5), found("b1", mtime_ns=6)

    def never(file: Found) -> str:
        raise AssertionError(file)

    gone = [Gone(1, "a1", 1, 6, None), Gone(2, "z", 1, 5, None)]
    assert match([a, b], gone, never) == {a: 2, b: 1}


def test_content_goes_before_time() -> None:
    a = found("a1", mtime_ns=5)
    gone = [Gone(1, "a2", 1, 5, None), Gone(2, "a3", 1, 0, "aa")]
    assert match([a], gone, by_content) == {a: 2}


def test_without_a_hash_only_time_tells() -> None:
    a = found("a1", mtime_ns=5)
    gone = [Gone(1, "a1", 1, 0, "aa"), Gone(2, "a2", 1, 5, None)]
    assert match([a], gone, lambda file: None) == {a: 2}


def test_no_more_is_hashed_than_is_needed() -> None:
    hashed = []

    def counted(file: Found) -> str:
        hashed.append(file)
        return by_content(file)

    moved = found("a.raw", mtime_ns=3)
    others = [found(f"b{number}.raw", mtime_ns=100 + number) for number in range(50)]
    assert match([*others, moved], [Gone(1, "a1", 1, 3, "aa")], counted) == {moved: 1}
    assert hashed == [moved]


def test_many_of_one_size_are_matched_quickly() -> None:
    files = [Found("/new", f"a{number}", 1, number) for number in range(20_000)]
    gone = [Gone(number, f"a{number}", 1, number, f"{number}") for number in range(20_000)]
    pairs = match(files, gone, lambda file: file.name[1:])
    assert pairs == {file: number for number, file in enumerate(files)}
