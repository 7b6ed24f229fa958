"""The encoders that are here or can be: listed, fetched, taken in and removed while others work."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from photoclip.clip import catalogue
from photoclip.clip.catalogue import ModelEntry, State
from photoclip.domain import EncoderSpec
from photoclip.engine.model_messages import (
    AddModel,
    DownloadModel,
    ListModels,
    ModelRequest,
    Models,
    ModelState,
    ModelWork,
    RemoveModel,
    StopModelWork,
)
from photoclip.errors import Cancelled, EngineError, InputError, NoWeights, PhotoclipError
from photoclip.jobs import CancelToken, Progress
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.vectors.backends import forget
from photoclip.vectors.manifest import Place
from photoclip.vectors.store import VectorStore
from photoclip.vectors.turns import SpaceUse

_HERE = (State.BUILT_IN, State.ADDED, State.DOWNLOADED)
_STOPPED = "Stopped. What has arrived is kept; downloading again goes on from there."


class Shelf:
    """One piece of work at a time, a download or the taking in of a folder, in a thread."""

    def __init__(self, home: Home, library: Library, store: VectorStore) -> None:
        self._home, self._library, self._store = home, library, store
        self._executor = ThreadPoolExecutor(1, "models")
        self._future: Future[None] | None = None
        self._token = CancelToken()
        self._lock = threading.Lock()
        self._latest: ModelWork | None = None
        self._told: ModelWork | None = None

    @property
    def busy(self) -> bool:
        """Whether there is work under way, or something to tell of it."""
        return self._future is not None

    def close(self) -> None:
        """Stop what is under way and wait for it."""
        self._token.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def answer(self, request: ModelRequest, answering: str, coming: str | None) -> object:
        """The answer of the protocol; `answering` and `coming` are the encoders in their roles."""
        match request:
            case ListModels():
                return self.models(answering, coming)
            case DownloadModel(name):
                self._begin(name, lambda token: self._download(name, token))
            case AddModel(folder, wanted):
                self._begin(wanted or folder.name, lambda _token: self._add(folder, wanted))
            case StopModelWork():
                self._token.cancel()
            case RemoveModel(name, vectors_only):
                if name in (answering, coming):
                    what = "answers now" if name == answering else "is being switched to"
                    if not vectors_only or coming == name or not self._old(name, answering):
                        raise InputError(f"{name} {what}; use another encoder first.")
                remove(self._home, self._library, self._store, name, vectors_only=vectors_only)
                return self.models(answering, coming)
        return None

    def step(self) -> list[ModelWork]:
        """What happened since the last time."""
        if self._future is None:
            return []
        done = self._future.done()
        with self._lock:
            latest, self._latest = self._latest, None
        if not done:
            self._told = latest or self._told
            return [latest] if latest else []
        said = _reason(self._future)
        last = latest or self._told
        self._future = self._told = None
        assert last is not None
        return [ModelWork(last.name, last.progress, True, said)]

    def models(self, answering: str, coming: str | None) -> Models:
        """All encoders as they stand."""
        uses = self._store.turns.uses()
        items = [
            _state(self._home, entry, uses, answering, coming)
            for entry in catalogue.available(self._home)
        ]
        items += [_gone(use) for use in uses if use.photos and _is_gone(use, items)]
        place = self._home.models if self._home.models.is_dir() else self._home.data
        return Models(
            items=tuple(items),
            of=photos.counts(self._library).photos,
            free_megabytes=shutil.disk_usage(place).free / 1e6,
            work=self._told if self._future is not None else None,
        )

    def _old(self, name: str, answering: str) -> bool:
        uses = [use for use in self._store.turns.uses() if use.spec.name == name]
        return name == answering and any(not use.answering for use in uses)

    def _begin(self, name: str, work: Callable[[CancelToken], None]) -> None:
        if self._future is not None:
            raise EngineError("One model after the other: another is being fetched or added.")
        self._token = CancelToken()
        self._told = ModelWork(name, Progress(f"Preparing {name}"))
        self._future = self._executor.submit(work, self._token)

    def _download(self, name: str, token: CancelToken) -> None:
        from photoclip.clip.downloads import download

        download(self._home, name, report=lambda p: self._note(name, p), token=token)

    def _add(self, folder: Path, name: str | None) -> None:
        from photoclip.clip.trial import add_tried

        self._note(name or folder.name, Progress(f"Trying {folder.name}"))
        add_tried(self._home, folder, name)

    def _note(self, name: str, progress: Progress) -> None:
        with self._lock:
            self._latest = ModelWork(name, progress)


def remove(
    home: Home, library: Library, store: VectorStore, name: str, *, vectors_only: bool
) -> None:
    """Delete a model and its embeddings, or the embeddings alone.

    Of the encoder whose space answers only the embeddings of earlier weights are deleted.
    """
    specs = [use.spec for use in store.turns.uses() if use.spec.name == name and not use.answering]
    if vectors_only and not specs:
        raise NoWeights(f"There are no embeddings of {name} that could go.")
    if not vectors_only:
        catalogue.remove(home, name)
    for spec in specs:
        drop(home, library, store, spec)
    if specs:
        store.turns.give_back()


def drop(home: Home, library: Library, store: VectorStore, spec: EncoderSpec) -> None:
    """Forget one space, and the index over it."""
    store.drop(spec)
    forget(Place(home.indexes, library.uuid, spec))


def _reason(future: Future[None]) -> str:
    error = future.exception()
    if error is None:
        return ""
    if isinstance(error, Cancelled):
        return _STOPPED
    if isinstance(error, PhotoclipError):
        return str(error)
    raise error


def _state(
    home: Home,
    entry: ModelEntry,
    uses: list[SpaceUse],
    answering: str,
    coming: str | None,
) -> ModelState:
    own = [use for use in uses if use.spec.name == entry.name]
    # Of several weights of one name the newest belong to the folder; the others are of the past.
    now = next((use for use in own if use.answering), own[-1] if own else None)
    old = [use for use in own if use is not now]
    published = catalogue.published(entry.name)
    unfinished = catalogue.unfinished_download(home, entry.name)
    rest = sum(f.stat().st_size for f in unfinished.iterdir()) if unfinished.is_dir() else 0
    here = entry.state in _HERE
    free = entry.name not in (answering, coming)
    deletable = here and entry.state is not State.BUILT_IN
    return ModelState(
        name=entry.name,
        state=str(entry.state),
        dim=entry.dim,
        megabytes=entry.megabytes,
        licence=entry.licence,
        licence_page=published.page if published else "",
        languages=entry.languages,
        note=entry.note,
        usable=here,
        answering=entry.name == answering,
        coming=entry.name == coming,
        photos=now.photos if now else 0,
        vector_megabytes=_megabytes(own),
        old_megabytes=_megabytes(old),
        unfinished_megabytes=rest / 1e6,
        removable=bool(old) or (free and (deletable or bool(own) or rest > 0)),
        captions=entry.captions,
    )


def _is_gone(use: SpaceUse, items: list[ModelState]) -> bool:
    """Whether a space belongs to no model of the list any more."""
    return all(item.name != use.spec.name for item in items)


def _gone(use: SpaceUse) -> ModelState:
    return ModelState(
        name=use.spec.name,
        state="removed",
        dim=use.spec.dim,
        megabytes=0.0,
        licence="",
        licence_page="",
        languages="",
        note="Its weights are gone; only its embeddings are still here.",
        usable=False,
        answering=use.answering,
        coming=False,
        photos=use.photos,
        vector_megabytes=_megabytes([use]),
        old_megabytes=_megabytes([use]),
        unfinished_megabytes=0.0,
        removable=not use.answering,
    )


def _megabytes(uses: list[SpaceUse]) -> float:
    return round(sum(use.size_bytes for use in uses) / 1e6, 3)
