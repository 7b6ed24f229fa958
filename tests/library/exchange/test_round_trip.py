"""Keywords as other programs write them: import, export, import again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from photoclip.images.xmp import parse
from photoclip.library import photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.library.exchange import decisions, keywords, sidecars
from photoclip.paths import Home

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
XMP = 'xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
LR = 'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"'


def bag(name: str, *words: str, kind: str = "Bag") -> str:
    items = "".join(f"\n     <rdf:li>{word}</rdf:li>" for word in words)
    return f"\n   <{name}>\n    <rdf:{kind}>{items}\n    </rdf:{kind}>\n   </{name}>"


CAPTION = (
    '\n   <dc:description>\n    <rdf:Alt>\n     <rdf:li xml:lang="x-default">At the lake</rdf:li>'
    "\n    </rdf:Alt>\n   </dc:description>"
)

DIGIKAM = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF {RDF}>
  <rdf:Description rdf:about="" xmlns:digiKam="http://www.digikam.org/ns/1.0/"
    xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/" {XMP} {DC} {LR}
    xmlns:acdsee="http://ns.acdsee.com/iptc/1.0/" digiKam:PickLabel="0" digiKam:ColorLabel="0"
    xmp:Rating="4" MicrosoftPhoto:Rating="75" acdsee:note="&lt;x&gt;">\
{bag("digiKam:TagsList", "Places/Italy/Lake Garda", "Rex", kind="Seq")}\
{bag("MicrosoftPhoto:LastKeywordXMP", "Places/Italy/Lake Garda", "Rex")}\
{bag("lr:hierarchicalSubject", "Places|Italy|Lake Garda", "Rex")}\
{bag("dc:subject", "Lake Garda", "Rex")}{CAPTION}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

LIGHTROOM = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000">
 <rdf:RDF {RDF}>
  <rdf:Description rdf:about="" {XMP} {DC} {LR}
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:Rating="4"
   crs:Exposure2012="+0.35">{CAPTION}\
{bag("dc:subject", "Italy", "Lake Garda", "Places", "Rex")}\
{bag("lr:hierarchicalSubject", "Places|Italy|Lake Garda", "Rex")}
   <crs:ToneCurvePV2012>
    <rdf:Seq>
     <rdf:li>0, 0</rdf:li>
    </rdf:Seq>
   </crs:ToneCurvePV2012>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>"""

DARKTABLE = f"""<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF {RDF}>
  <rdf:Description rdf:about="" {XMP} {DC} {LR}
    xmlns:darktable="http://darktable.sf.net/"
   xmp:Rating="4"
   darktable:xmp_version="5"
   darktable:history_end="1">{CAPTION}\
{bag("dc:subject", "darktable|exported", "Lake Garda", "Rex", kind="Seq")}\
{bag("lr:hierarchicalSubject", "darktable|format|jpg", "Places|Italy|Lake Garda", "Rex")}
   <darktable:history>
    <rdf:Seq>
     <rdf:li darktable:num="0" darktable:operation="exposure" darktable:params="0000"/>
    </rdf:Seq>
   </darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""

SHOTWELL = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF {RDF}>
  <rdf:Description rdf:about="" {XMP} {DC} {LR} xmp:Rating="4">\
{bag("dc:subject", "Lake Garda", "Italy", "Places", "Rex")}\
{bag("lr:hierarchicalSubject", "Places|Italy|Lake Garda", "Rex")}{CAPTION}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

SCHEMES = {
    "digiKam": ("red.jpg.xmp", DIGIKAM, "digiKam:PickLabel"),
    "Lightroom": ("red.xmp", LIGHTROOM, "crs:ToneCurvePV2012"),
    "darktable": ("red.jpg.xmp", DARKTABLE, 'darktable:operation="exposure"'),
    "Shotwell": ("", SHOTWELL, ""),  # inside the file itself
}


@pytest.fixture
def library(home: Home, photos_folder: Path) -> Iterator[Library]:
    with Library.open(home) as opened:
        roots.add(opened, photos_folder)
        yield opened


def write(photos_folder: Path, name: str, xmp: str) -> None:
    """As a sidecar, or as exiftool-like tools put it into the picture."""
    if name:
        (photos_folder / name).write_text(xmp, encoding="utf-8")
        return
    with Image.open(photos_folder / "red.jpg") as image:
        image.load()
    image.save(photos_folder / "red.jpg", xmp=xmp.encode())


@pytest.mark.parametrize("program", SCHEMES)
def test_import_export_import_changes_nothing(
    library: Library, photos_folder: Path, program: str
) -> None:
    name, xmp, foreign = SCHEMES[program]
    write(photos_folder, name, xmp)
    scanner.scan(library)
    before = {path: path.read_bytes() for path in photos_folder.iterdir()}
    taken = keywords.take(library, keywords.gather(library).said)
    assert {path: path.read_bytes() for path in photos_folder.iterdir()} == before
    assert (taken.ratings, taken.captions, taken.files) == (1, 1, 1)
    (red,) = photos.by_paths(library, [photos_folder / "red.jpg"]).values()
    assert (red.rating, red.caption) == (4, "At the lake")
    held = {tag.name: tag.parent for tag in tags.of_photos(library, [red.id])[red.id]}
    assert held["Rex"] is None
    assert held["Lake Garda"] == "Italy"
    assert tags.get(library, "Italy").parent == "Places"
    assert not any("darktable" in tag.name for tag in tags.all_tags(library))
    decided = decisions.export_json(library)

    list(sidecars.export(library, photos.ids(library)))
    written = (photos_folder / "red.jpg.xmp").read_bytes()
    assert foreign.encode() in written or name != "red.jpg.xmp"
    assert {("Places", "Italy", "Lake Garda"), ("Rex",)} <= set(parse(written).tags)
    again = keywords.take(library, keywords.gather(library).said)
    assert not again.changes
    assert decisions.export_json(library) == decided
    assert {one.state for one in sidecars.export(library, photos.ids(library))} == {"unchanged"}
    for path, data in before.items():
        if path.suffix != ".xmp":
            assert path.read_bytes() == data


@pytest.mark.parametrize("program", [name for name in SCHEMES if SCHEMES[name][0]])
def test_what_a_program_wrote_is_written_back_byte_for_byte_where_nothing_differs(
    library: Library, photos_folder: Path, program: str
) -> None:
    """Taking a tag away and giving it again leaves all that is not ours as it was."""
    _name, xmp, _foreign = SCHEMES[program]
    write(photos_folder, "red.jpg.xmp", xmp)
    scanner.scan(library)
    keywords.take(library, keywords.gather(library).said)
    (red,) = photos.by_paths(library, [photos_folder / "red.jpg"]).values()
    tags.confirm(library, "new", [red.id])
    list(sidecars.export(library, [red.id]))
    after = (photos_folder / "red.jpg.xmp").read_text(encoding="utf-8")
    ours = ("dc:", "lr:", "digiKam:TagsList", "xmp:Rating", "rdf:li", "rdf:Seq", "rdf:Bag")
    for line in xmp.splitlines():
        if not any(word in line for word in ours):
            assert line.strip() in after, line
    sidecars.undo(library.home)
    assert (photos_folder / "red.jpg.xmp").read_text(encoding="utf-8") == xmp
