"""Which files are pictures, and of which format: told by content, by name only where need be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

HEAD_BYTES: Final = 4096
"""How much of a file's beginning `sniff` wants to see; it makes do with less."""

_RAW: Final = (
    ".3fr .ari .arw .bay .cap .cr2 .cr3 .crw .dcr .dcs .dng .erf .fff .gpr .iiq .k25 .kdc .mdc"
    " .mef .mos .mrw .nef .nrw .orf .ori .pef .ptx .raf .raw .rw2 .rwl .sr2 .srf .srw .x3f"
)
_OTHER: Final = (
    ".bup .csv .db .doc .docx .eps .gz .htm .html .ifo .ini .json .log .lrf .m4a .md .mp3 .pdf"
    " .ps .py .svg .tar .txt .wav .xml .zip"
)

_SIDECAR: Final = ".xmp .aae .pp3 .dop .thm .arp .cos .on1 .acr"

RAW_SUFFIXES: Final = frozenset(_RAW.split())
"""Cameras' own formats. Most are TIFF inside, so that only the name tells them from a TIFF."""

SUFFIX_FORMATS: Final = {
    suffix: word
    for word, suffixes in {
        "jpeg": ".jpg .jpeg .jpe .jfif .mpo .insp",
        "png": ".png .apng",
        "webp": ".webp",
        "tiff": ".tif .tiff",
        "gif": ".gif",
        "bmp": ".bmp .dib",
        "avif": ".avif .avifs",
        "heif": ".heic .heif .heics .heifs .hif",
        "jxl": ".jxl",
        "jpeg2000": ".jp2 .j2k .j2c .jpc .jpf .jpx",
        "pnm": ".ppm .pgm .pbm .pnm",
        "psd": ".psd",
        "tga": ".tga",
        "qoi": ".qoi",
        "ico": ".ico",
        "dds": ".dds",
        "pcx": ".pcx",
        "sgi": ".sgi",
        "raw": _RAW,
    }.items()
    for suffix in suffixes.split()
}

PICTURE_SUFFIXES: Final = frozenset(SUFFIX_FORMATS)
"""Lower-case, with the dot."""

VIDEO_FORMATS: Final = {
    "mp4": ".mp4 .m4v .3gp .3g2 .insv .lrv",
    "mov": ".mov .qt",
    "mkv": ".mkv .webm",
    "avi": ".avi",
    "mpegts": ".mts .m2ts",
    "mpeg": ".mpg .mpeg .vob",
    "wmv": ".wmv .asf",
}
"""The containers of videos, each with its usual suffixes."""

VIDEO_SUFFIXES: Final = frozenset(
    suffix for suffixes in VIDEO_FORMATS.values() for suffix in suffixes.split()
)
"""Lower-case, with the dot."""

SIDECAR_SUFFIXES: Final = frozenset(_SIDECAR.split())
"""Files that programs and cameras lay beside a photo to say something about it."""

OTHER_SUFFIXES: Final = frozenset(_OTHER.split()) | VIDEO_SUFFIXES | SIDECAR_SUFFIXES
"""Sidecars, videos, texts: the usual company of photos, not worth opening to look inside."""

_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\xff\x0a", "jxl"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "jxl"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "jpeg2000"),
    (b"\xff\x4f\xff\x51", "jpeg2000"),
    (b"8BPS\x00\x01", "psd"),
    (b"qoif", "qoi"),
    (b"DDS ", "dds"),
    (b"FUJIFILMCCD-RAW", "raw"),
    (b"FOVb", "raw"),
    (b"\x00MRM", "raw"),
    (b"IIRO", "raw"),
    (b"IIRS", "raw"),
    (b"MMOR", "raw"),
    (b"IIU\x00", "raw"),
    (b"\x1a\x45\xdf\xa3", "mkv"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (b"\x00\x00\x01\xba", "mpeg"),
)
_TIFF: Final = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_WEAK: Final = (
    (re.compile(rb"BM"), "bmp"),
    (re.compile(rb"P[1-6]\s"), "pnm"),
    (re.compile(rb"\x00\x00[\x01\x02]\x00[^\x00]"), "ico"),
    (re.compile(rb"\x01\xda[\x00\x01][\x01\x02]"), "sgi"),
    (re.compile(rb"\x0a[\x00-\x05]\x01[\x01\x02\x04\x08]", re.DOTALL), "pcx"),
)
_WEAK_WORDS: Final = frozenset(word for _, word in _WEAK) | {"jxl"}


def sniff(head: bytes) -> str | None:
    """The format of a file that begins with `head`, as a lower-case word, or None.

    A camera's raw file that is TIFF inside is "tiff" here; `format_of` knows better by name.
    """
    for signature, word in _SIGNATURES:
        if head.startswith(signature):
            return word
    if head.startswith(_TIFF):
        return "raw" if head[8:10] == b"CR" else "tiff"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "avi"
    if head[6:14] == b"HEAPCCDR":
        return "raw"
    if head[:1] == head[188:189] == head[376:377] == b"G":
        return "mpegts"  # packets of 188 bytes; camcorders put 4 bytes before each
    if head[4:5] == head[196:197] == head[388:389] == b"G":
        return "mpegts"
    if head[4:8] == b"ftyp":
        return _sniff_boxes(head)
    if head[4:8] in (b"moov", b"mdat", b"wide", b"skip", b"pnot"):
        return "mov"  # QuickTime from before there were brands
    for pattern, word in _WEAK:
        if pattern.match(head):
            return word
    return None


def _sniff_boxes(head: bytes) -> str | None:
    """HEIF and its relatives name their brands in the first box; videos do so, too."""
    length = int.from_bytes(head[:4], "big")
    major = head[8:12]
    brands = {major} | {head[at : at + 4] for at in range(16, min(length, len(head) - 3), 4)}
    if major == b"crx ":
        return "raw"
    if brands & {b"avif", b"avis"}:
        return "avif"
    if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"jpeg"}:
        return "heif"
    return "mov" if major == b"qt  " else "mp4"


def format_of(head: bytes, suffix: str) -> str | None:
    """The format by content; the file's suffix only tells raw from TIFF, and knows TGA.

    TGA has no signature, so that its name must do.
    """
    suffix = suffix.lower()
    word = sniff(head)
    if word == "tiff" and suffix in RAW_SUFFIXES:
        return "raw"
    if suffix == ".tga" and word in _WEAK_WORDS | {None}:
        return "tga"
    return word


def is_picture(path: Path) -> bool:
    """Whether a file is a picture, damaged or not: by its suffix, else by its first bytes.

    Opens the file only when the suffix says nothing. A file that cannot be opened is none.
    """
    if path.name.startswith("._"):  # the Finder's shadow of a file on a foreign file system
        return False
    suffix = path.suffix.lower()
    if suffix in PICTURE_SUFFIXES:
        return True
    if suffix in OTHER_SUFFIXES:
        return False
    try:
        if not path.is_file():  # opening a pipe would wait for its writer
            return False
        with path.open("rb") as file:
            word = sniff(file.read(HEAD_BYTES))
    except OSError:
        return False
    return word is not None and word not in _WEAK_WORDS and word not in VIDEO_FORMATS


def is_video(path: Path) -> bool:
    """Whether a file is a video, by its suffix alone."""
    return not path.name.startswith("._") and path.suffix.lower() in VIDEO_SUFFIXES
