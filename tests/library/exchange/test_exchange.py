"""Decisions go out as JSON and come back; keywords in sidecars become verdicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from photoclip.domain import Source
from photoclip.errors import InputError
from photoclip.images.keywords import iptc
from photoclip.images.xmp import LARGEST, parse, read_file
from photoclip.library import albums, history, photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.library.exchange import decisions, keywords
from photoclip.paths import Home

HEAD = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
TAIL = "</rdf:RDF></x:xmpmeta>"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/"'
)


def listed(name: str, *words: str, kind: str = "Bag") -> str:
    inside = "".join(f"<rdf:li>{word}</rdf:li>" for word in words)
    return f"<{name}><rdf:{kind}>{inside}</rdf:{kind}></{name}>"


def xmp(content: str, attributes: str = "") -> bytes:
    body = f"<rdf:Description rdf:about='' {SPACES} {attributes}>{content}</rdf:Description>"
    return (HEAD + body + TAIL).encode()


DIGIKAM = xmp(
    listed("digiKam:TagsList", "Places/Paris", "_Digikam_Internal_Tags_/Pick", kind="Seq")
    + listed("dc:subject", "Paris"),
    'xmp:Rating="4"',
)
LIGHTROOM = xmp(
    listed("lr:hierarchicalSubject", "Places|Paris")
    + listed("dc:subject", "Paris", "Places")
    + '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Hi</rdf:li></rdf:Alt></dc:description>'
)
DARKTABLE = xmp(
    listed("lr:hierarchicalSubject", "darktable|format|jpg", "Places|Paris", kind="Seq")
    + listed("dc:subject", "Paris", kind="Seq"),
    'xmp:Rating="-1"',
)
SHOTWELL = xmp(listed("dc:subject", "Paris"), 'xmp:Rating="3"')


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.at(tmp_path / "home")


@pytest.fixture
def filled(home: Home, photos_folder: Path) -> Any:
    with Library.open(home) as library:
        _fill(library, photos_folder)
        yield library


def _fill(library: Library, folder: Path) -> None:
    roots.add(library, folder)
    scanner.scan(library)


def _id(library: Library, path: Path) -> int:
    return photos.by_paths(library, [path])[path].id


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        (DIGIKAM, {("Places", "Paris"), ("Paris",)}),
        (LIGHTROOM, {("Places", "Paris"), ("Paris",), ("Places",)}),
        (DARKTABLE, {("Places", "Paris"), ("Paris",)}),
        (SHOTWELL, {("Paris",)}),
    ],
)
def test_reads_the_hierarchies_of_four_programs(data: bytes, paths: set[tuple[str, ...]]) -> None:
    assert set(parse(data).tags) == paths


def test_reads_ratings_and_captions() -> None:
    assert parse(DIGIKAM).rating == 4
    assert parse(DARKTABLE).rating is None
    assert parse(LIGHTROOM).caption == "Hi"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        DIGIKAM[:-20],
        b'<?xml version="1.0" encoding="nonsense"?><a/>',
        b"\xff\xfe\xff",
        b"",
        b"<a>" * 100 + b"</a>" * 100,
        b" " * (LARGEST + 1),
    ],
    ids=["bomb", "external", "cut", "encoding", "bytes", "empty", "deep", "large"],
)
def test_refuses_hostile_xml_with_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^It .*\.$"):
        parse(data)


def test_refuses_a_hundred_megabytes_without_reading_them(tmp_path: Path) -> None:
    with (tmp_path / "a.xmp").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(InputError, match="larger than"):
        read_file(tmp_path / "a.xmp")


def test_reads_iptc_in_utf8_and_latin1() -> None:
    def record(kind: int, number: int, value: bytes) -> bytes:
        return bytes((0x1C, kind, number)) + len(value).to_bytes(2, "big") + value

    marked = record(1, 90, b"\x1b%G") + record(2, 25, "Zürich".encode())
    assert iptc(marked).tags == (("Zürich",),)
    assert iptc(record(2, 25, "Zürich".encode("latin-1"))).tags == (("Zürich",),)


def test_sidecars_become_verdicts_and_never_override(filled: Library, photos_folder: Path) -> None:
    red, blue = photos_folder / "red.jpg", photos_folder / "blue.jpg"
    (photos_folder / "red.jpg.xmp").write_bytes(DIGIKAM)
    (photos_folder / "blue.xmp").write_bytes(LIGHTROOM)
    (photos_folder / "green.jpg.xmp").write_bytes(b"<!DOCTYPE a><a/>")
    tags.confirm(filled, "Paris", [_id(filled, red)])
    tags.reject(filled, "Paris", [_id(filled, blue)])
    gathered = keywords.gather(filled)
    assert len(gathered.complaints) == 1
    before = decisions.export_json(filled)
    preview = keywords.take(filled, gathered.said, dry_run=True)
    assert decisions.export_json(filled) == before
    taken = keywords.take(filled, gathered.said)
    assert (taken.verdicts, taken.tags, taken.per_tag) == (1, 1, {"Places": 1})
    assert preview.per_tag == taken.per_tag
    assert tags.get(filled, "Paris").parent == "Places"
    said = {(one.photo_id, one.agreed, one.source) for one in tags.verdicts(filled, "Paris")}
    assert said == {
        (_id(filled, red), True, Source.USER),
        (_id(filled, blue), False, Source.USER),
    }
    assert photos.get(filled, [_id(filled, red)])[0].rating == 4
    assert keywords.take(filled, gathered.said).verdicts == 0
    history.undo(filled)
    assert decisions.export_json(filled) == before


def test_decisions_round_trip_into_an_empty_library(
    filled: Library, photos_folder: Path, tmp_path: Path
) -> None:
    red, blue = (_id(filled, photos_folder / f"{name}.jpg") for name in ("red", "blue"))
    tags.confirm(filled, "rex", [red, blue])
    tags.reject(filled, "rex", [blue], Source.REVIEW)
    tags.confirm(filled, "dogs", [red])
    tags.edit(filled, "rex", aliases=["Rexy"], prompts=["a dog"], colour="#123456", parent="dogs")
    albums.add(filled, "best", [blue, red])
    albums.save_query(filled, "smart", "tag:rex")
    photos.set_rating(filled, [red], 5)
    photos.set_favourite(filled, [blue])
    photos.set_caption(filled, [blue], "“blue”")
    document = decisions.export_json(filled)
    with Library.open(Home.at(tmp_path / "other")) as other:
        first = decisions.import_json(other, document)
        assert len(first.unplaced) == 2
        scanner.scan(other)
        decisions.import_json(other, document)
        assert decisions.export_json(other) == document
        again = decisions.import_json(other, document)
        assert not again.changes
        assert (again.verdicts, again.tags, again.albums, again.photos) == (0, 0, 0, 0)


@pytest.mark.parametrize("wrong", [None, [], {}, {"format": decisions.FORMAT, "version": 99}])
def test_refuses_other_documents(filled: Library, wrong: object) -> None:
    with pytest.raises(InputError):
        decisions.import_json(filled, wrong)


def test_refuses_a_document_that_points_nowhere(filled: Library) -> None:
    document = decisions.export_json(filled)
    document["verdicts"] = [
        {"tag": "a", "photo": 3, "agreed": True, "source": "user", "decided_at": "2020-01-01"}
    ]
    with pytest.raises(InputError, match="damaged"):
        decisions.import_json(filled, document)
