"""The exceptions of photoclip, split by who is to blame.

::

    PhotoclipError            the world is to blame; str(error) is one sentence for the user
    ├─ LibraryError           something about the library's files
    │  ├─ TooNew              written by a newer photoclip
    │  ├─ Locked              another process holds it
    │  ├─ Damaged             not readable as a database
    │  ├─ NoSpace             the disk is full or not writable
    │  └─ Unknown             a name, path or id that the library does not hold
    ├─ EngineError            something about the engine or the encoder
    │  ├─ EngineDied          the engine process ended while work was pending
    │  ├─ NoWeights           the encoder's weights are missing or refused
    │  └─ OutOfMemory         even a batch of one does not fit
    ├─ QueryError             the query does not parse; knows the position
    ├─ InputError             a path, file or option that the user gave cannot be used
    └─ Cancelled              the user asked to stop

Anything else that is raised is a bug: it is logged with its traceback.
"""

from __future__ import annotations


class PhotoclipError(Exception):
    """The world is to blame. The message is one sentence that a user can act on."""


class LibraryError(PhotoclipError):
    """Something about the library's own files."""


class TooNew(LibraryError):
    """The file was written by a newer photoclip."""


class Locked(LibraryError):
    """Another process holds the file."""


class Damaged(LibraryError):
    """The file is not readable as what it should be."""


class NoSpace(LibraryError):
    """The disk is full, or the place cannot be written."""


class Unknown(LibraryError):
    """The library holds nothing of that name, path or id."""


class EngineError(PhotoclipError):
    """Something about the engine process or the encoder."""


class EngineDied(EngineError):
    """The engine process ended while work was pending."""


class NoWeights(EngineError):
    """The encoder's weights are missing, incomplete or refused."""


class OutOfMemory(EngineError):
    """Even a batch of one does not fit in memory."""


class QueryError(PhotoclipError):
    """The query does not parse.

    `position` counts characters from 0 in the query's text. `instead` is a pair of what stands
    there, or soon after, and what was probably meant.
    """

    def __init__(self, message: str, position: int, instead: tuple[str, str] | None = None) -> None:
        super().__init__(message, position, instead)
        self.message = message
        self.position = position
        self.instead = instead

    def __str__(self) -> str:
        return f"{self.message.removesuffix('.')} (at character {self.position + 1})."


class InputError(PhotoclipError):
    """A path, file or option that the user gave cannot be used."""


class Cancelled(PhotoclipError):
    """The user asked to stop."""
