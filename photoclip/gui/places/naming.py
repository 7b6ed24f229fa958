"""Names of places, found by a process of its own: what it loads would make the window halt."""

from __future__ import annotations

import subprocess
import threading
from concurrent.futures import Future

from photoclip.errors import InputError
from photoclip.jobs import Lane
from photoclip.library import places
from photoclip.library.places import Names
from photoclip.paths import NO_CONSOLE, Home, own_command


class PlaceNamer:
    """Reads the names that are known, and lets `photoclip places` find the others."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lane = Lane("places")
        self._child: subprocess.Popen[bytes] | None = None
        self._lock, self._closed = threading.Lock(), False

    def known(self) -> Future[Names]:
        """The names that were found before."""
        return self._lane.submit(lambda: places.load(self._home.places))

    def find(self) -> Future[Names]:
        """Name all places and draw the world; the future raises InputError where that fails."""
        return self._lane.submit(self._find)

    def close(self) -> None:
        """End what runs. Waits: not for the GUI thread."""
        with self._lock:
            self._closed = True
            if self._child is not None:
                self._child.kill()
        self._lane.close()

    def _find(self) -> Names:
        nothing = subprocess.DEVNULL
        where = [] if self._home == Home.find() else ["--home", str(self._home.data)]
        command = own_command(*where, "places", "--world", "--json")
        with self._lock:
            if self._closed:
                return {}
            self._child = subprocess.Popen(
                command, stdin=nothing, stdout=nothing, stderr=nothing, creationflags=NO_CONSOLE
            )
        status = self._child.wait()
        with self._lock:
            self._child = None
            if status and not self._closed:
                raise InputError("The places of the photos could not be named.")
        return places.load(self._home.places)
