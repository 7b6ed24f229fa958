"""Which files of a folder are one photo: a picture, its raw file, its live video, its sidecars."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from photoclip.domain import CompanionKind
from photoclip.images.formats import RAW_SUFFIXES, SIDECAR_SUFFIXES

LONGEST_LIVE: Final = 64 << 20
"""Bytes of a live photo's video at most: three seconds. What is longer is a video of its own."""

_FACES: Final = (".heic", ".heif", ".hif", ".jpg", ".jpeg", ".jpe", ".jxl", ".avif")
"""What cameras write beside a raw file or a live video, the likeliest first."""

_LIVE: Final = frozenset((".mov", ".mp4"))
_PIXEL = re.compile(r"(\.raw-\d+)?(\.mp|\.mv)?(\.cover|\.original)?")
"""Google's phones name the two files of one photo `….RAW-01.COVER.jpg`, `….RAW-02.ORIGINAL.dng`."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a file is to the photo whose file is called `face` in the same folder."""

    face: str
    kind: CompanionKind


def may_belong(name: str) -> bool:
    """Whether a file of this name could be a companion of a picture."""
    suffix = _suffix(name)
    return suffix in RAW_SUFFIXES or suffix in _LIVE or suffix in SIDECAR_SUFFIXES


def belonging(
    pictures: Iterable[str], others: Iterable[str], size_of: Callable[[str], int | None]
) -> dict[str, Belonging]:
    """The files of a folder that are no photo of their own, each with the photo that it is of.

    `pictures` are the names of pictures and videos, raw files among them, `others` those of the
    remaining files. Files belong together by name, case and the way of composing accents apart:
    a raw file and a short video to the camera's own picture beside it, `IMG.xmp` and `IMG.jpg.xmp`
    to `IMG.jpg`. Two pictures never do: one may be an edited copy. `size_of` gives bytes, and is
    asked for videos only.
    """
    by_stem: defaultdict[str, list[str]] = defaultdict(list)
    for name in pictures:
        by_stem[_stem(name)].append(name)
    found: dict[str, Belonging] = {}
    for names in by_stem.values():
        faces = sorted((n for n in names if _suffix(n) in _FACES), key=_rank)
        for name in names if faces else ():
            suffix = _suffix(name)
            face = _nearest(name, faces)
            if suffix in RAW_SUFFIXES:
                found[name] = Belonging(face, CompanionKind.RAW)
            elif suffix in _LIVE and _is_short(size_of(name)):
                found[name] = Belonging(face, CompanionKind.VIDEO)
    for name in others:
        owner = _owner(name, by_stem, found)
        if owner is not None:
            found[name] = Belonging(owner, CompanionKind.SIDECAR)
        elif _suffix(name) in _LIVE:  # videos are no photos here, but this may be part of one
            faces = _faces(name, by_stem)
            if faces and _is_short(size_of(name)):
                found[name] = Belonging(faces[0], CompanionKind.VIDEO)
    return found


def _owner(name: str, by_stem: dict[str, list[str]], found: dict[str, Belonging]) -> str | None:
    """The photo that a sidecar is about."""
    if _suffix(name) not in SIDECAR_SUFFIXES:
        return None
    whole = _without_suffix(name)  # of IMG.jpg.xmp, the name of the picture
    exactly = [n for n in by_stem.get(_stem(whole), ()) if _folded(n) == _folded(whole)]
    related = exactly or sorted(by_stem.get(_stem(name), ()), key=_rank)
    if not related:
        return None
    return found[related[0]].face if related[0] in found else related[0]


def _faces(name: str, by_stem: dict[str, list[str]]) -> list[str]:
    return sorted((n for n in by_stem.get(_stem(name), ()) if _suffix(n) in _FACES), key=_rank)


def _nearest(name: str, faces: list[str]) -> str:
    """The face of the very same letters where case tells several apart, else the likeliest."""
    stem = _without_suffix(name)
    return next((face for face in faces if _without_suffix(face) == stem), faces[0])


def _rank(name: str) -> tuple[int, str]:
    suffix = _suffix(name)
    place = _FACES.index(suffix) if suffix in _FACES else len(_FACES)
    return place, name


def _is_short(size: int | None) -> bool:
    return size is not None and size <= LONGEST_LIVE


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 a third of what a path costs


def _stem(name: str) -> str:
    stem = _folded(_without_suffix(name))
    return stem[: tail.start()] if (tail := _tail(stem)) else stem


def _without_suffix(name: str) -> str:
    return os.path.splitext(name)[0]  # noqa: PTH122


def _tail(stem: str) -> re.Match[str] | None:
    at = stem.find(".raw-")
    if at < 0:
        at = next((i for end in (".mp", ".mv") if (i := stem.rfind(end)) > 0), -1)
    return _PIXEL.fullmatch(stem, at) if at > 0 else None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
