"""Sidecars get what was decided, keep what they held, and go back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoclip.images.xmp import parse
from photoclip.images.xmp_edit import Wanted, edited
from photoclip.library import photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.library.exchange import decisions, keywords, sidecars
from photoclip.paths import Home

FOREIGN = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
   xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="2"  xmlns:a="urn:a" a:note='x > y'>
  <a:history><!-- kept --><![CDATA[raw & odd]]></a:history>
  <dc:subject><rdf:Bag><rdf:li>old</rdf:li></rdf:Bag></dc:subject>
 </rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@pytest.fixture
def library(home: Home, photos_folder: Path) -> Iterator[Library]:
    with Library.open(home) as opened:
        roots.add(opened, photos_folder)
        scanner.scan(opened)
        yield opened


def test_keeps_foreign_content_and_changes_only_what_differs() -> None:
    wanted = Wanted((("Places", "Paris"),), rating=5, caption="A <b> & c")
    after = edited(FOREIGN, wanted)
    said = parse(after)
    assert {("Places", "Paris"), ("Paris",), ("old",)} == set(said.tags)
    assert (said.rating, said.caption) == (5, "A <b> & c")
    for kept in (b"<a:history><!-- kept --><![CDATA[raw & odd]]></a:history>", b"a:note='x > y'"):
        assert kept in after
    assert after.startswith(FOREIGN[:60])
    assert after.endswith(b'<?xpacket end="w"?>')
    assert edited(after, wanted) == after


def test_edits_a_description_that_closes_itself() -> None:
    short = FOREIGN[: FOREIGN.index(b">\n  <a:h")] + b"/></rdf:RDF></x:xmpmeta>"
    assert parse(edited(short, Wanted((("x",),), rating=3))).rating == 3


def test_takes_out_rejected_words() -> None:
    assert parse(edited(FOREIGN, Wanted(rejected=frozenset({"old"})))).tags == ()


def test_exports_previews_undoes_and_changes_nothing_when_read_again(
    library: Library, photos_folder: Path
) -> None:
    red, blue = photos_folder / "red.jpg", photos_folder / "blue.jpg"
    found = photos.by_paths(library, [red, blue])
    tags.confirm(library, "Paris", [found[red].id, found[blue].id])
    tags.confirm(library, "Places", [found[red].id])
    tags.edit(library, "Paris", parent="Places")
    photos.set_caption(library, [found[red].id], "Hi")
    side = photos_folder / "blue.jpg.xmp"
    side.write_bytes(FOREIGN)
    original = red.read_bytes()
    states = {
        one.path.name: one.state
        for one in sidecars.export(library, [*photos.ids(library)], dry_run=True)
    }
    assert states == {"red.jpg.xmp": "create", "blue.jpg.xmp": "change"}
    assert side.read_bytes() == FOREIGN
    keywords.take(library, keywords.gather(library).said)
    before = decisions.export_json(library)
    list(sidecars.export(library, photos.ids(library)))
    assert {one.state for one in sidecars.export(library, photos.ids(library))} == {"unchanged"}
    assert not keywords.take(library, keywords.gather(library).said).changes
    assert decisions.export_json(library) == before
    assert {one.state for one in sidecars.undo(library.home)} == {"change"}
    assert side.read_bytes() == FOREIGN
    assert not (photos_folder / "red.jpg.xmp").exists()
    assert red.read_bytes() == original


def test_captions_that_nobody_looked_at_stay_out(library: Library, photos_folder: Path) -> None:
    red, blue = photos_folder / "red.jpg", photos_folder / "blue.jpg"
    found = photos.by_paths(library, [red, blue])
    photos.apply_captions(library, {found[red].id: "A lorry", found[blue].id: "A bus"})
    photos.set_rating(library, [found[red].id], 4)
    photos.set_caption(library, [found[blue].id], "A bus")  # somebody looked, and kept it
    list(sidecars.export(library, photos.ids(library)))
    said = {path.name: parse(path.read_bytes()) for path in photos_folder.glob("*.xmp")}
    assert (said["red.jpg.xmp"].rating, said["red.jpg.xmp"].caption) == (4, "")
    assert said["blue.jpg.xmp"].caption == "A bus"


def test_goes_on_after_a_place_that_cannot_be_written(
    library: Library, photos_folder: Path
) -> None:
    tags.confirm(library, "x", photos.ids(library))
    (photos_folder / "red.jpg.xmp").mkdir()
    states = [one.state for one in sidecars.export(library, photos.ids(library))]
    assert states.count("failed") == 1
    assert states.count("create") == len(states) - 1
