"""One engine per library: the lock that its owner holds, and the address where others reach it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import IO

from photoclip.errors import Locked, NoSpace
from photoclip.paths import Home


def _lock(file: IO[bytes]) -> bool:
    """Take an exclusive lock on an open file without waiting; gone when the process ends."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def owning(home: Home) -> Iterator[None]:
    """Own the engine of the library at `home` for the length of the block.

    Raises `Locked` when another process owns it and `NoSpace` where nothing can be written.
    """
    try:
        home.data.mkdir(parents=True, exist_ok=True)
        file = home.engine_lock.open("ab")
    except OSError as error:
        raise NoSpace(f"Nothing can be written to {home.data}: {error.strerror}.") from error
    with file:
        if not _lock(file):
            raise Locked("Another photoclip is working on this library; try again when it is done.")
        yield


@dataclass(frozen=True, slots=True)
class Address:
    """Where a running engine listens, and the key that it asks for."""

    address: str
    key: bytes

    def publish(self, file: Path) -> None:
        """Write it to `file`, readable by the user alone."""
        text = json.dumps({"address": self.address, "key": self.key.hex()})
        temporary = file.with_suffix(".tmp")
        with suppress(FileNotFoundError):
            temporary.unlink()
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(text)
        temporary.replace(file)

    @classmethod
    def read(cls, file: Path) -> Address | None:
        """The address in `file`, None when there is none that can be understood."""
        try:
            found = json.loads(file.read_text())
            return cls(str(found["address"]), bytes.fromhex(found["key"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def reach(home: Home) -> Connection | None:
    """A connection to the engine that is running for `home`, None when there is none."""
    address = Address.read(home.engine_address)
    if address is None:
        return None
    try:
        return Client(address.address, authkey=address.key)
    except (OSError, EOFError, AuthenticationError):
        return None
