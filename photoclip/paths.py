"""Where things live: the library's files, the resources, and the command that starts a child."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

APPLICATION = "photoclip"

NO_CONSOLE: Final = 0x08000000 if sys.platform == "win32" else 0
"""For `subprocess`: Windows would open a terminal for each child of a window that has none."""


@dataclass(frozen=True, slots=True)
class Home:
    """Every place that photoclip writes to.

    With `--home DIR` (or `PHOTOCLIP_HOME`) everything lies under `DIR`; without it the
    platform's own directories for data, cache, settings and logs are used.
    """

    data: Path
    cache: Path
    config: Path
    log: Path

    @classmethod
    def at(cls, folder: Path) -> Home:
        """Everything under one folder."""
        folder = folder.expanduser().absolute()
        return cls(data=folder, cache=folder, config=folder, log=folder / "logs")

    @classmethod
    def find(cls, explicit: Path | None = None) -> Home:
        """The explicit folder, else `PHOTOCLIP_HOME`, else the platform's directories."""
        if explicit is not None:
            return cls.at(explicit)
        if named := os.environ.get("PHOTOCLIP_HOME"):
            return cls.at(Path(named))
        return cls(
            data=Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)),
            cache=Path(platformdirs.user_cache_dir(APPLICATION, appauthor=False)),
            config=Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)),
            log=Path(platformdirs.user_log_dir(APPLICATION, appauthor=False)),
        )

    @property
    def library(self) -> Path:
        """The user's truth."""
        return self.data / "library.db"

    @property
    def vectors(self) -> Path:
        """Embeddings: derived, grows back."""
        return self.data / "vectors.db"

    @property
    def indexes(self) -> Path:
        """The folder of the `*.hnsw` files and their manifests."""
        return self.data

    @property
    def thumbs(self) -> Path:
        """Thumbnails: derived, grows back."""
        return self.cache / "thumbs.db"

    @property
    def places(self) -> Path:
        """Names of the places that photos are from: derived, grows back."""
        return self.cache / "places.json"

    @property
    def atlas(self) -> Path:
        """The map behind the photos: derived, grows back."""
        return self.cache / "atlas.npz"

    @property
    def models(self) -> Path:
        """Encoders that the user added or downloaded."""
        return self.data / "models"

    @property
    def sensitive(self) -> Path:
        """The ids of the photos that were sensitive when somebody last looked: derived."""
        return self.cache / "sensitive.json"

    @property
    def pasted(self) -> Path:
        """The folder of pictures that were pasted to search with."""
        return self.data / "pasted"

    @property
    def backups(self) -> Path:
        """Copies of `library.db`."""
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        """What the user prefers."""
        return self.config / "settings.toml"

    @property
    def engine_lock(self) -> Path:
        """Held by the process that owns the engine of this library."""
        return self.data / "engine.lock"

    @property
    def engine_address(self) -> Path:
        """Address and key of the running engine, readable by the user alone."""
        return self.data / "engine.json"


def resources() -> Path:
    """The folder of sample photos, icons and the built-in model.

    In a wheel it is `photoclip/_resources`; in a checkout it is `resources` at the top.
    """
    package = Path(__file__).resolve().parent
    packed = package / "_resources"
    return packed if packed.is_dir() else package.parent / "resources"


def packaged() -> bool:
    """Whether this is the program without a Python of its own, into which nothing is installed."""
    return bool(getattr(sys, "frozen", False))


def own_command(*arguments: str) -> list[str]:
    """The command line that starts this program again with `arguments`, packaged or not.

    Packaged for Windows, the window is a program of its own, without standard input and output:
    children are started as the one that has them.
    """
    if packaged():
        program = Path(sys.executable)
        return [str(program.with_name(APPLICATION + program.suffix)), *arguments]
    return [sys.executable, "-m", APPLICATION, *arguments]
