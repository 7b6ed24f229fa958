"""The files below the roots that a scan looks at: each once, without what is to be left out."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from pathspec import GitIgnoreSpec

from photoclip.errors import InputError

IGNORE_FILE = ".photoclipignore"  # patterns as in a .gitignore, for its folder and those below
NO_MEDIA = ".nomedia"  # Android's way of saying that a folder is not for galleries

# Made by NAS, operating systems and cameras' software. Hidden ones need no name.
SYSTEM_FOLDERS = re.compile(
    r"\$recycle\.bin|#recycle|#snapshot|@eadir|@recently-snapshot|@recycle|__macosx|lost\+found"
    r"|recycler|system volume information|thumbs",
    re.IGNORECASE,
)
_HIDDEN = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2) | getattr(stat, "FILE_ATTRIBUTE_SYSTEM", 4)


@dataclass(frozen=True, slots=True)
class Rules:
    """Which paths to leave out: patterns, each list with the folder that it counts from."""

    lists: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    def below(self, folder: str, patterns: Iterable[str]) -> Self:
        """These rules and further ones, which count from `folder`.

        Raises InputError where one is no pattern.
        """
        try:
            spec = GitIgnoreSpec.from_lines(patterns)
        except ValueError as error:
            raise InputError(f"A pattern of files to leave out is not valid: {error}") from error
        return type(self)((*self.lists, (folder, spec))) if len(spec) else self

    def leave_out(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether a path is to be left out; the innermost list with an opinion decides."""
        for folder, spec in reversed(self.lists):
            inside = os.path.relpath(path, folder)
            verdict = spec.check_file(inside + "/" if is_folder else inside).include
            if verdict is not None:
                return verdict
        return False


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder and files in it."""

    path: str
    files: Sequence[os.DirEntry[str]]


@dataclass(slots=True)
class Walk:
    """One walk over several roots.

    No folder is entered twice, whatever links lead to it: real folders go first, then links to
    folders and files that lie in no root. `unreadable` are paths about which nothing is known,
    nor about those below them; `mounts` are the folders that lie on another drive than the one
    above them.
    """

    rules: Rules
    unreadable: list[str] = field(default_factory=list)
    mounts: list[str] = field(default_factory=list)
    _seen: set[tuple[int, int]] = field(default_factory=set)  # device and inode
    _links: list[tuple[str, Rules]] = field(default_factory=list)

    def leave_out(self, folder: Path) -> None:
        """Do not enter this folder when it is met below a root."""
        try:
            self._is_new(folder.stat())
        except OSError:
            return  # it is not there, so that it will not be met

    def below(self, root: Path) -> Iterator[Listing]:
        """The folders of one root, real ones only; links wait for `links`."""
        start = str(root)
        yield from self._descend(start, self._rules_of_root(start))

    def place(self, root: Path, place: Path, *, deep: bool) -> Iterator[Listing]:
        """One folder of a root, with those below it if `deep`; nothing where it is left out.

        Links are taken as unreadable: where they lead is for a walk over everything to say.
        """
        rules = self._rules_of_root(str(root))
        inside = place.relative_to(root).parts
        path = str(root)
        for name in (None, *inside):
            if name is not None:
                path = os.path.join(path, name)  # noqa: PTH118 a str, as scandir gives it
                if name.startswith(".") or SYSTEM_FOLDERS.fullmatch(name):
                    return
                if rules.leave_out(path, is_folder=True):
                    return
            if path != str(place):
                if os.path.lexists(os.path.join(path, NO_MEDIA)):  # noqa: PTH118
                    return
                rules = self._with_file(path, rules)
        before = len(self._links)
        for listing in self._descend(path, rules):
            yield listing
            if not deep:
                break
        self.unreadable += [link for link, _ in self._links[before:]]
        del self._links[before:]

    def links(self, roots: Iterable[Path]) -> Iterator[Listing]:
        """What the links that were met lead to, unless it lies in one of the roots anyway."""
        real_roots = [os.path.realpath(root) for root in roots]
        while self._links:
            path, rules = self._links.pop(0)
            try:
                target = Path(path).stat()
                parent, name = os.path.split(path)
                with os.scandir(parent) as entries:
                    itself = [entry for entry in entries if entry.name == name]
            except OSError:
                self.unreadable.append(path)  # perhaps it leads to a drive that is offline
                continue
            real = os.path.realpath(path)
            if any(is_below(real, root) for root in real_roots) or not self._is_new(target):
                continue
            if stat.S_ISDIR(target.st_mode):
                yield from self._descend(path, rules)
            elif stat.S_ISREG(target.st_mode):
                yield Listing(parent, itself)

    def _descend(self, start: str, rules: Rules) -> Iterator[Listing]:
        waiting = [(start, rules)]
        while waiting:
            path, rules = waiting.pop()
            try:
                with os.scandir(path) as found:
                    entries = list(found)
            except OSError:
                self.unreadable.append(path)
                continue
            names = {entry.name for entry in entries}
            if NO_MEDIA in names:
                continue
            if IGNORE_FILE in names:
                rules = self._with_file(path, rules)
            files, folders = self._sort(entries, rules)
            yield Listing(path, files)
            waiting += ((folder, rules) for folder in sorted(folders, reverse=True))

    def _sort(
        self, entries: Sequence[os.DirEntry[str]], rules: Rules
    ) -> tuple[list[os.DirEntry[str]], list[str]]:
        """The files and folders to look at; links are kept for later."""
        files, folders = [], []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    if not rules.lists or not rules.leave_out(entry.path):
                        files.append(entry)
                elif entry.is_dir(follow_symlinks=False):
                    if self._may_enter(entry, rules):
                        folders.append(entry.path)
                elif entry.is_symlink() and not rules.leave_out(entry.path):
                    self._links.append((entry.path, rules))
            except OSError:
                self.unreadable.append(entry.path)
        return files, folders

    def _may_enter(self, entry: os.DirEntry[str], rules: Rules) -> bool:
        if SYSTEM_FOLDERS.fullmatch(entry.name) or rules.leave_out(entry.path, is_folder=True):
            return False
        # Not entry.stat(): on Windows that one knows no inode.
        found = Path(entry.path).stat()
        if getattr(found, "st_file_attributes", 0) & _HIDDEN:
            return False
        if os.path.ismount(entry.path):
            self.mounts.append(entry.path)
        return self._is_new(found)

    def _is_new(self, found: os.stat_result) -> bool:
        """Whether it was not met before; remembers it."""
        key = (found.st_dev, found.st_ino)
        if key in self._seen and found.st_ino:  # some file systems have no inodes
            return False
        self._seen.add(key)
        return True

    def _rules_of_root(self, start: str) -> Rules:
        return Rules(tuple((start, spec) for _, spec in self.rules.lists))

    def _with_file(self, folder: str, rules: Rules) -> Rules:
        path = Path(folder, IGNORE_FILE)
        try:
            return rules.below(folder, path.read_text(errors="replace").splitlines())
        except (OSError, InputError):
            return rules  # not worth stopping a scan; the photos are shown rather than lost


def is_below(path: str, folder: str) -> bool:
    """Whether a path is the folder or lies below it, by its letters."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
