"""What the user prefers: a frozen dataclass, kept as TOML."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import tomli_w

from photoclip.errors import NoSpace

THEMES = ("system", "light", "dark")
ACCENTS = ("blue", "green", "purple", "orange", "pink", "grey")
LANGUAGES = ("", "en", "de", "es", "zh_CN")
BATTERY = ("pause", "run")
INDEXES = ("hnsw", "lancedb")
SMALLEST_TILE, LARGEST_TILE = 60, 600
TILES = ("square", "justified")
SORTS = ("date", "name", "rating", "size", "added")
GROUPS = ("auto", "folder", "camera", "none")


@dataclass(frozen=True, slots=True)
class Settings:
    """One state of the preferences.

    `tile_size` is in pixels, `tiles` says whether photos are cut to squares; `sort`, `reverse` and
    `group` how they are arranged; `panes` is the state of the splitter in base64, `place` and
    `selected` what was looked at last (JSON, and ids of photos), `searches` the recent ones, latest
    first. `excludes` are patterns as in a .gitignore; without `videos` scans take none in, and
    with `watch` changes in the folders are noticed while the window is open. `geometry` is the
    window's in base64, `language` is "" for the system's. `shortcuts` holds the keys of actions
    that were given other ones; `on_battery` says what becomes of the work in the background, and
    `notify` whether its end is told. `index` is what finds neighbours: "hnsw" in memory, "lancedb"
    on the disk. `unknown` holds what a newer photoclip wrote, so that it is not lost.
    """

    encoder: str = "builtin"
    theme: str = "system"
    tile_size: int = 180
    excludes: tuple[str, ...] = ()
    device: str = "auto"
    paused: bool = False
    videos: bool = True
    watch: bool = True
    geometry: str = ""
    searches: tuple[str, ...] = ()
    blur_sensitive: bool = True
    panes: str = ""
    tiles: str = "justified"
    sort: str = "date"
    reverse: bool = False
    group: str = "auto"
    place: str = ""
    selected: tuple[int, ...] = ()
    sidebar: bool = True
    details: bool = True
    filmstrip: bool = True
    accent: str = "blue"
    animations: bool = True
    language: str = ""
    shortcuts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    on_battery: str = "pause"
    notify: bool = True
    index: str = "hnsw"
    unknown: Mapping[str, Any] = field(default_factory=dict, repr=False, hash=False)


def load(path: Path) -> tuple[Settings, list[str]]:
    """The settings at `path`, and a sentence for everything there that cannot be used.

    A missing file means the defaults. What cannot be used is replaced by its default.
    """
    try:
        found = tomllib.loads(path.read_bytes().decode())
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        return Settings(), [f"The settings in {path} cannot be read: {error.strerror}."]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(), [f"The settings in {path} are not TOML ({error}); defaults are used."]
    values: dict[str, Any] = {}
    sentences = []
    for name, (wanted, read) in _READERS.items():
        if name not in found:
            continue
        written = found.pop(name)
        value = read(written)
        if value is None:
            sentences.append(f"The setting {name} in {path} must be {wanted}; it is ignored.")
            continue
        values[name] = value
        if isinstance(written, dict) and (bad := ", ".join(sorted(written.keys() - value.keys()))):
            sentences.append(f"Below [{name}] in {path}, {bad} is no list of keys and is ignored.")
    return replace(Settings(), **values, unknown=found), sentences


def save(path: Path, settings: Settings) -> None:
    """Write the settings so that a reader sees the old or the new ones, never half of them.

    Raises NoSpace where that fails.
    """
    known = {
        one.name: getattr(settings, one.name)
        for one in fields(Settings)
        if one.name != "unknown" and getattr(settings, one.name) != _default(one)
    }
    text = tomli_w.dumps(dict(settings.unknown) | known)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as partial:
            try:
                partial.write(text.encode())
                partial.flush()
                os.fsync(partial.fileno())
                partial.close()
                Path(partial.name).replace(path)
            except BaseException:
                with contextlib.suppress(FileNotFoundError):
                    Path(partial.name).unlink()
                raise
    except OSError as error:
        raise NoSpace(f"The settings in {path} cannot be written: {error.strerror}.") from error


def _default(one: Field[Any]) -> object:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _among(words: tuple[str, ...]) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and value in words else None


def _numbers(value: object) -> tuple[int, ...] | None:
    if not isinstance(value, list) or not all(type(one) is int for one in value):
        return None
    return tuple(value)


def _tile(value: object) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if SMALLEST_TILE <= value <= LARGEST_TILE else None


def _patterns(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return None
    return tuple(value)


def _switch(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _keys(value: object) -> dict[str, tuple[str, ...]] | None:
    if not isinstance(value, dict):
        return None
    found = {name: _patterns(keys) for name, keys in value.items()}
    return {name: keys for name, keys in found.items() if keys is not None}


_READERS: dict[str, tuple[str, Callable[[object], Any]]] = {
    "encoder": ("the name of an encoder", _name),
    "theme": (f"one of {', '.join(THEMES)}", _among(THEMES)),
    "tile_size": (f"a number from {SMALLEST_TILE} to {LARGEST_TILE}", _tile),
    "excludes": ("a list of patterns", _patterns),
    "device": ("the name of a device, or auto", _name),
    "paused": ("true or false", _switch),
    "videos": ("true or false", _switch),
    "watch": ("true or false", _switch),
    "geometry": ("a text", _text),
    "blur_sensitive": ("true or false", _switch),
    "searches": ("a list of texts", _patterns),
    "panes": ("a text", _text),
    "tiles": (f"one of {', '.join(TILES)}", _among(TILES)),
    "sort": (f"one of {', '.join(SORTS)}", _among(SORTS)),
    "reverse": ("true or false", _switch),
    "group": (f"one of {', '.join(GROUPS)}", _among(GROUPS)),
    "place": ("a text", _text),
    "selected": ("a list of whole numbers", _numbers),
    "sidebar": ("true or false", _switch),
    "details": ("true or false", _switch),
    "filmstrip": ("true or false", _switch),
    "accent": (f"one of {', '.join(ACCENTS)}", _among(ACCENTS)),
    "animations": ("true or false", _switch),
    "language": ("a language that photoclip speaks", _among(LANGUAGES)),
    "shortcuts": ("a table of lists of keys", _keys),
    "on_battery": (f"one of {', '.join(BATTERY)}", _among(BATTERY)),
    "notify": ("true or false", _switch),
    "index": (f"one of {', '.join(INDEXES)}", _among(INDEXES)),
}
