"""The part of the protocol that is about encoders: listing, fetching, switching, removing them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from photoclip.jobs import Progress


@dataclass(frozen=True, slots=True)
class UseEncoder:
    """Switch to the encoder of that name; answered by `EngineStatus`.

    Where its space is not complete, the encoder so far keeps answering until it is, unless
    `now`. Switching back is immediate. `Switching` events tell how far it is. Whoever asks also
    keeps the name in the settings: that is what the next engine goes by.
    """

    name: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class ListModels:
    """Answered by `Models`."""


@dataclass(frozen=True, slots=True)
class DownloadModel:
    """Fetch a model of the catalogue, or the rest of it; answered by None at once.

    Whoever asks has shown the licence and had it accepted. `ModelWork` events follow.
    """

    name: str


@dataclass(frozen=True, slots=True)
class AddModel:
    """Judge a folder, try it, and take it in; answered by None at once, `ModelWork` follows."""

    folder: Path
    name: str | None = None


@dataclass(frozen=True, slots=True)
class StopModelWork:
    """Stop the download that is under way; what has arrived is kept. Answered by None."""


@dataclass(frozen=True, slots=True)
class RemoveModel:
    """Delete a model that does not answer and its embeddings, or the embeddings alone.

    Answered by `Models`.
    """

    name: str
    vectors_only: bool = False


ModelRequest = UseEncoder | ListModels | DownloadModel | AddModel | StopModelWork | RemoveModel


@dataclass(frozen=True, slots=True)
class ModelState:
    """One encoder as a list shows it.

    `state` is the catalogue's word ("built in", "downloaded", …). `licence_page` is where the
    whole licence can be read, empty where it is not known. `photos` have a vector of it, which
    take `vector_megabytes` (`old_megabytes` are those of earlier weights of that name). Searches
    go to the one that is `answering`; the one that is `coming` will take over. `usable` needs
    no download. `removable` says that there are weights or vectors that can go.
    """

    name: str
    state: str
    dim: int | None
    megabytes: float
    licence: str
    licence_page: str
    languages: str
    note: str
    usable: bool
    answering: bool
    coming: bool
    photos: int
    vector_megabytes: float
    old_megabytes: float
    unfinished_megabytes: float
    removable: bool
    captions: bool = False  # whether it writes captions


@dataclass(frozen=True, slots=True)
class Models:
    """All encoders, and the room that is left for more. `of` is the number of photos to embed."""

    items: tuple[ModelState, ...]
    of: int
    free_megabytes: float
    work: ModelWork | None = None


@dataclass(frozen=True, slots=True)
class Switching:
    """Event: how far the switch to an encoder is.

    `finished`: it answers now, or (`sentence` says so) it was given up or waits for something.
    `relearn`: what was learnt from the verdicts was learnt for the encoder before.
    """

    name: str
    progress: Progress
    finished: bool = False
    sentence: str = ""
    relearn: bool = False


@dataclass(frozen=True, slots=True)
class ModelWork:
    """Event: how far a download, or the taking in of a folder, is.

    `sentence` says at the end why it failed, or that it was stopped; empty when all is well.
    """

    name: str
    progress: Progress
    finished: bool = False
    sentence: str = ""
