"""The further files of photos that one scan meets, and what the library knew of them before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from os import DirEntry
from typing import NamedTuple

from sqlalchemy import Connection

from photoclip.domain import CompanionKind
from photoclip.library.companions import Belonging, belonging, may_belong
from photoclip.library.joining import join, take_file
from photoclip.library.moves import Found
from photoclip.library.rows import plain, storable
from photoclip.library.schema import read_path, stored_path

_FILES = "SELECT name, photo_id, kind, size, mtime_ns FROM photo_file WHERE folder_id = ?"
_FACE = """
    SELECT photo.id FROM photo JOIN folder ON folder.id = photo.folder_id
    WHERE folder.path = ? AND photo.name = ?
"""
_KEEP = """
    INSERT OR REPLACE INTO photo_file (folder_id, name, photo_id, kind, size, mtime_ns)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_DROP = "DELETE FROM photo_file WHERE folder_id = ? AND name = ?"


class File(NamedTuple):
    """A companion as the library knows it."""

    photo_id: int
    kind: str
    size: int
    mtime_ns: int


class _Met(NamedTuple):
    """A companion as the scan met it; `photo_id` where it was a photo of its own until now."""

    belonging: Belonging
    size: int
    mtime_ns: int
    photo_id: int | None


class Company:
    """Collects while the scan looks, and writes when it knows which photo is where."""

    def __init__(self, connection: Connection) -> None:
        rows = plain(connection, "SELECT DISTINCT folder_id FROM photo_file")
        self._with_files = {number for (number,) in rows}
        self._newest = plain(connection, "SELECT coalesce(max(id), 0) FROM photo")[0][0]
        self._known: dict[str, dict[str, File]] = {}
        self._met: dict[str, dict[str, _Met]] = {}
        self._faces: dict[tuple[str, str], int] = {}

    def sort(
        self, pictures: Collection[str], entries: Mapping[str, DirEntry[str]]
    ) -> dict[str, Belonging]:
        """Which of the files of a folder belong to which others."""
        if not any(map(may_belong, entries)):
            return {}

        def size_of(name: str) -> int | None:
            try:
                return entries[name].stat().st_size
            except OSError:
                return None

        return belonging(pictures, (n for n in entries if n not in pictures), size_of)

    def meet(self, place: str, entry: DirEntry[str], kin: Belonging, photo_id: int | None) -> None:
        """A companion is there. Raises OSError where it cannot be looked at."""
        found = entry.stat()
        met = _Met(kin, found.st_size, storable(found.st_mtime_ns), photo_id)
        self._met.setdefault(place, {})[entry.name] = met

    def face(self, place: str, name: str, photo_id: int) -> None:
        """A photo that may have companions is where it was."""
        self._faces[place, name] = photo_id

    def known(self, connection: Connection, place: str, folder: int | None) -> dict[str, File]:
        """The companions that the library knows in a folder."""
        if place not in self._known:
            there = folder is not None and folder in self._with_files
            rows = plain(connection, _FILES, folder) if there else []
            self._known[place] = {read_path(name): File(*rest) for name, *rest in rows}
        return self._known[place]

    def owner(self, file: Found) -> int | None:
        """The photo that a file was a companion of, raw file or video, before this scan."""
        known = self._known.get(file.place, {}).get(file.name)
        return None if known is None or known.kind == CompanionKind.SIDECAR else known.photo_id

    def heirs(self, appeared: Iterable[Found], gone: Collection[int]) -> dict[Found, int]:
        """The files that photos go on as whose own file is gone: raw files before videos."""
        files: dict[int, Found] = {}
        for file in appeared:
            number = self.owner(file)
            if number in gone and number is not None:
                rival = files.get(number)
                if rival is None or self._known[file.place][file.name].kind == CompanionKind.RAW:
                    files[number] = file
        return {file: number for number, file in files.items()}

    @staticmethod
    def write_heirs(writer: Connection, heirs: Mapping[Found, int]) -> None:
        """Let photos go on as other files of theirs."""
        for file, number in heirs.items():
            take_file(writer, number, stored_path(file.name), file.size, file.mtime_ns)

    def places(self) -> list[str]:
        """The folders where there are companions, or were."""
        return [place for place in {*self._met, *self._known} if self._is_news(place)]

    def write(
        self,
        writer: Connection,
        places: Sequence[str],
        folder_of: Callable[[Connection, str], int],
        is_hidden: Callable[[str, str], bool],
    ) -> int:
        """Bring the companions of some folders up to date; how many new photos were joined."""
        taken_over = 0
        for place in places:
            folder = folder_of(writer, place)
            known, wanted = self._known.get(place, {}), dict[str, File]()
            for name, met in self._met.get(place, {}).items():
                face = self._face_of(writer, place, met.belonging.face)
                if face is None:
                    continue
                if met.photo_id is not None and met.photo_id != face:
                    is_new = face > self._newest
                    taken_over += is_new
                    face = join(writer, face, met.photo_id, is_new=is_new)
                    self._faces[place, met.belonging.face] = face
                wanted[name] = File(face, met.belonging.kind, met.size, met.mtime_ns)
            # A later join may have changed whose they are.
            for name, file in wanted.items():
                owner = self._faces[place, self._met[place][name].belonging.face]
                wanted[name] = file._replace(photo_id=owner)
            gone = [n for n in known if n not in wanted and not is_hidden(place, n)]
            fresh = [(n, file) for n, file in wanted.items() if known.get(n) != file]
            if gone:
                writer.exec_driver_sql(_DROP, [(folder, stored_path(name)) for name in gone])
            if fresh:
                rows = [(folder, stored_path(name), *file) for name, file in fresh]
                writer.exec_driver_sql(_KEEP, rows)
        return taken_over

    def _face_of(self, connection: Connection, place: str, name: str) -> int | None:
        if (place, name) not in self._faces:
            rows = plain(connection, _FACE, stored_path(place), stored_path(name))
            if not rows:
                return None
            self._faces[place, name] = rows[0][0]
        return self._faces[place, name]

    def _is_news(self, place: str) -> bool:
        """Whether something must be written about a folder."""
        known, met = self._known.get(place, {}), self._met.get(place, {})
        if known.keys() != met.keys():
            return True
        for name, (kin, size, mtime_ns, photo_id) in met.items():
            file = File(self._faces.get((place, kin.face), 0), kin.kind, size, mtime_ns)
            if photo_id is not None or known[name] != file:
                return True
        return False
