"""Remembers what is slow to find out about weights: their sha256, and the arithmetic that pays."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from photoclip.errors import NoWeights
from photoclip.paths import Home


def sha256(file: Path) -> str:
    """The digest of a file's bytes, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


class Remembered:
    """A small JSON file in the cache. Losing it costs time, never vectors."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @classmethod
    def of(cls, home: Home) -> Remembered:
        """The one of this home."""
        return cls(home.cache / "encoders.json")

    def digest(self, weights: Path) -> str:
        """The sha256 of `weights`, computed again only when its size or time changed."""
        try:
            status = weights.stat()
            stamp = [status.st_size, status.st_mtime_ns]
            known = self._section("digests").get(str(weights.absolute()))
            if isinstance(known, list) and known[:2] == stamp:
                return str(known[2])
            digest = sha256(weights)
        except OSError as error:
            raise NoWeights(f"{weights} cannot be read: {error.strerror}.") from None
        self._keep("digests", str(weights.absolute()), [*stamp, digest])
        return digest

    def precision(self, digest: str) -> str | None:
        """What "auto" came to when the weights of that digest were first loaded here."""
        known = self._section("precisions").get(digest)
        return known if isinstance(known, str) else None

    def keep_precision(self, digest: str, precision: str) -> None:
        """Note what "auto" came to."""
        self._keep("precisions", digest, precision)

    def accelerated(self, digest: str) -> str | None:
        """With which versions ONNX Runtime was accepted for the weights of that digest here."""
        known = self._section("accelerated").get(digest)
        return known if isinstance(known, str) else None

    def keep_accelerated(self, digest: str, versions: str) -> None:
        """Note that it was accepted."""
        self._keep("accelerated", digest, versions)

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _section(self, name: str) -> dict[str, Any]:
        section = self._read().get(name)
        return section if isinstance(section, dict) else {}

    def _keep(self, section: str, key: str, value: object) -> None:
        found = self._read()
        found[section] = self._section(section) | {key: value}
        new = self._file.with_suffix(f".{os.getpid()}.new")
        with contextlib.suppress(OSError):  # a cache that cannot be written is merely slow
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(found, indent=1), encoding="utf-8")
            new.replace(self._file)
