"""What this installation is made of, for `--version` and for reports of bugs."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sqlite3
import sys

from photoclip import __version__

PACKAGES = (
    "torch",
    "open_clip_torch",
    "hnswlib",
    "PySide6-Essentials",
    "pillow",
    "pillow-heif",
    "rawpy",
    "av",
    "SQLAlchemy",
    "numpy",
)
_INSTEAD = {"pillow-heif": "pi-heif"}
"""What a package without Python carries in place of another: see NOTICE."""

MISSING = "missing"


def version_of(package: str) -> str:
    """The installed version of a package, without importing it."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return MISSING


def about(*, verbose: bool) -> str:
    """One line, or with `verbose` what a report of a bug should hold. Names nobody and no path."""
    if not verbose:
        return f"photoclip {__version__}"
    packed = "a package" if getattr(sys, "frozen", False) else "Python's packages"
    named = [name if version_of(name) != MISSING else _INSTEAD.get(name, name) for name in PACKAGES]
    lines = [
        f"photoclip {__version__}, from {packed}",
        f"Python {platform.python_version()} ({platform.python_implementation()})",
        f"{platform.system()} {platform.release()}, {platform.machine()}, "
        f"{os.cpu_count() or '?'} processors",
        f"SQLite {sqlite3.sqlite_version}",
        *(f"{package} {version_of(package)}" for package in named),
    ]
    return "\n".join(lines)
