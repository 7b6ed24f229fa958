"""A document of decisions in a file: written whole or not at all, and read with a sentence."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from photoclip.errors import InputError, NoSpace

LARGEST = 2**30


def write(document: dict[str, Any], path: Path) -> None:
    """Write it; the file is complete or as it was. Raises NoSpace."""
    fresh = path.with_name(f".{path.name}.photoclip")
    try:
        with fresh.open("w", encoding="ascii") as file:
            json.dump(document, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise NoSpace(f"{path} cannot be written ({error.strerror}).") from error


def read(path: Path) -> object:
    """What a file holds, whatever it says. Raises InputError."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} is larger than 1 GB: no export of photoclip.")
        found: object = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is not valid JSON.") from error
    return found
