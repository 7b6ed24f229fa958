"""Changes the few properties of a sidecar that are ours; every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from photoclip.errors import InputError
from photoclip.images.xmp import DC, DIGIKAM, LR, RDF, XMP, TagPath, properties, texts

_PREFIXES: Final = {DC: "dc", LR: "lr", DIGIKAM: "digiKam", XMP: "xmp"}
_EMPTY: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    b' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    b'  <rdf:Description rdf:about="">\n  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n'
)
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sidecar shall say: confirmed and rejected words; 0 and "" leave what is there."""

    tags: tuple[TagPath, ...] = ()
    rejected: frozenset[str] = frozenset()
    rating: int = 0
    caption: str = ""


@dataclass(slots=True)
class _Layout:
    """Where things lie in the bytes of a document."""

    prefix: str = "rdf"
    opening: tuple[int, int] | None = None  # the start tag of the first description
    closing: int = 0
    elements: dict[_Key, list[tuple[int, int]]] = field(default_factory=dict)
    attributes: dict[_Key, list[tuple[int, int]]] = field(default_factory=dict)


def edited(before: bytes | None, wanted: Wanted) -> bytes:
    """The sidecar that says what is wanted; the same bytes where it does already.

    None stands for a sidecar that does not exist. Raises InputError with a sentence where it
    cannot be changed safely.
    """
    data = before if before is not None else _EMPTY
    found = properties(data)
    fresh = _fresh(found, wanted)
    if not fresh:
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("It is not written in UTF-8; only such sidecars are changed.") from error
    layout = _lay_out(data)
    if layout.opening is None:
        raise InputError("It holds no description that could be changed.")
    cuts: list[tuple[int, int]] = []
    for key in fresh:
        cuts += layout.elements.get(key, [])
        cuts += layout.attributes.get(key, [])
    block = "".join(f" {_element(key, fresh[key], layout.prefix)}\n  " for key in fresh)
    start, end = layout.opening
    inserted = block.encode()
    if data[end - 2 : end] == b"/>":  # <rdf:Description …/>
        name = f"{layout.prefix}:Description" if layout.prefix else "Description"
        slash = data.rindex(b"/", start, end)
        changes = [(slash, end, b">\n  " + inserted + f"</{name}>".encode())]
    else:
        changes = [(layout.closing, layout.closing, inserted)]
    changes += [(low, high, b"") for low, high in cuts]
    for low, high, text in sorted(changes, reverse=True):
        data = data[:low] + text + data[high:]
    if _fresh(properties(data), wanted):
        raise InputError("It is built in a way that cannot be changed safely.")
    return data


def _fresh(
    found: Mapping[_Key, list[tuple[str, str]]], wanted: Wanted
) -> dict[_Key, list[tuple[str, str]]]:
    """The properties that must change, with what they shall hold."""
    target: dict[_Key, list[tuple[str, str]]] = {}
    for key, separator in (((DC, "subject"), None), ((LR, "hierarchicalSubject"), "|"),
                           ((DIGIKAM, "TagsList"), "/")):  # fmt: skip
        there = texts(dict(found), *key)
        words = _merged(there, wanted, separator)
        if words != there:
            target[key] = [("", word) for word in words]
    if wanted.rating and texts(dict(found), XMP, "Rating") != [str(wanted.rating)]:
        target[XMP, "Rating"] = [("", str(wanted.rating))]
    if wanted.caption:
        key = (DC, "description")
        there_too = [one for one in found.get(key, ()) if one[0] not in ("", "x-default")]
        now = next((text for tongue, text in found.get(key, ()) if tongue == "x-default"), None)
        if now != wanted.caption.strip():
            target[key] = [("x-default", wanted.caption.strip()), *there_too]
    return target


def _merged(there: list[str], wanted: Wanted, separator: str | None) -> list[str]:
    def leaf(word: str) -> str:
        return (word.split(separator)[-1] if separator else word).strip().casefold()

    kept = [word for word in there if leaf(word) not in wanted.rejected]
    known = {word.casefold() for word in kept}
    for path in wanted.tags:
        if separator and any(separator in part for part in path):
            continue  # the scheme cannot write such a name
        word = separator.join(path) if separator else path[-1]
        if word.casefold() not in known:
            known.add(word.casefold())
            kept.append(word)
    return kept


def _element(key: _Key, values: Iterable[tuple[str, str]], rdf: str) -> str:
    space, local = key
    name, values = f"{_PREFIXES[space]}:{local}", list(values)
    head = f"<{name} xmlns:{_PREFIXES[space]}={quoteattr(space)}"
    if key == (XMP, "Rating"):
        return f"{head}>{values[0][1]}</{name}>"
    kind = {"description": "Alt", "TagsList": "Seq"}.get(local, "Bag")
    items = "".join(
        f"<rdf:li{f' xml:lang={quoteattr(tongue)}' if tongue else ''}>{escape(text)}</rdf:li>"
        for tongue, text in values
    )
    declared = "" if rdf == "rdf" else f" xmlns:rdf={quoteattr(RDF)}"
    return f"{head}{declared}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _lay_out(data: bytes) -> _Layout:
    """Find our properties; the document is known to be harmless."""
    layout = _Layout()
    stack: list[tuple[str, int]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True

    def start(name: str, attributes: dict[str, str]) -> None:
        place = parser.CurrentByteIndex
        parts = name.split(" ")
        if parts[:2] == [RDF, "Description"]:
            span = (place, _tag_end(data, place))
            if layout.opening is None:
                layout.opening, layout.prefix = span, (parts[2] if len(parts) > 2 else "")
            for attribute in attributes:
                _note_attribute(layout, data, span, attribute.split(" "))
        stack.append((name, place))

    def end(name: str) -> None:
        _, begun = stack.pop()
        place = parser.CurrentByteIndex
        parts = name.split(" ")
        if layout.opening is not None and begun == layout.opening[0]:
            layout.closing = place
        if len(parts) > 1 and stack and stack[-1][0].split(" ")[:2] == [RDF, "Description"]:
            stop = _tag_end(data, begun)
            if data[stop - 2 : stop] != b"/>":
                stop = _tag_end(data, place)
            while begun and data[begun - 1 : begun] in (b" ", b"\t"):
                begun -= 1
            layout.elements.setdefault((parts[0], parts[1]), []).append((begun, stop))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(f"It is not valid XML ({error}).") from error
    return layout


def _note_attribute(layout: _Layout, data: bytes, span: tuple[int, int], parts: list[str]) -> None:
    if len(parts) < 3 or parts[0] not in _PREFIXES:
        return
    name = re.escape(f"{parts[2]}:{parts[1]}".encode())
    pattern = re.compile(rb"""\s+""" + name + rb"""\s*=\s*("[^"]*"|'[^']*')""")
    if (match := pattern.search(data, *span)) is not None:
        layout.attributes.setdefault((parts[0], parts[1]), []).append(match.span())


def _tag_end(data: bytes, start: int) -> int:
    """The place behind the tag that begins at `start`; quoted values may hold a ">"."""
    match = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""").match(data, start)
    if match is None:
        raise InputError("It is not valid XML.")
    return match.end()
