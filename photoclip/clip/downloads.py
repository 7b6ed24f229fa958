"""Downloads a model of the catalogue, only when asked; what was interrupted goes on where it was.

Files collect in a hidden folder beside the models. A file gets its name there only when its
checksum agrees, and the folder gets its name only when all files are there, so that a process
killed at any moment leaves nothing that looks like a model and is none.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import time
from http import HTTPStatus
from pathlib import Path

from photoclip.clip import catalogue, folder
from photoclip.clip.catalogue import ModelEntry, Published
from photoclip.clip.hub import Hub, Listing, RemoteFile, Unreachable
from photoclip.clip.remembered import sha256
from photoclip.errors import InputError, NoSpace, NoWeights
from photoclip.jobs import CancelToken, Progress, Report, ignore_progress
from photoclip.paths import Home

# open_clip's own form first; other safetensors in a repository are for other libraries.
_WEIGHTS = ("open_clip_model.safetensors", "open_clip_pytorch_model.safetensors")
_CHUNK = 1 << 18  # bytes; the cancel token is asked after each
_SHA256_DIGITS = 64


def download(
    home: Home,
    name: str,
    *,
    report: Report = ignore_progress,
    token: CancelToken | None = None,
) -> ModelEntry:
    """Fetch the model of that name into this home, or what is still missing of it.

    Whoever calls has shown the licence before. Raises `Cancelled` when `token` says so,
    `NoSpace` before anything is fetched that would not fit, `NoWeights` when the Hub cannot be
    reached or what arrives is not what it promised; `InputError` where there is nothing to
    download under that name. After any of them the same call goes on.
    """
    model = catalogue.published(name)
    if model is None:
        names = ", ".join(offered.name for offered in catalogue.PUBLISHED)
        raise InputError(f"There is nothing to download under the name {name!r}, only {names}.")
    have = catalogue.entry(home, name)
    if have.state is catalogue.State.DOWNLOADED:
        return have
    hub = Hub()
    listing = _wanted(hub.listing(model.repo))
    unfinished = catalogue.unfinished_download(home, name)
    try:
        unfinished.mkdir(parents=True, exist_ok=True)
        _Transfer(hub, listing, unfinished, report, token or CancelToken()).run()
        return _adopt(home, model, listing, unfinished)
    except OSError as error:
        raise NoSpace(f"{unfinished.parent} cannot take the model: {error.strerror}.") from None


def _wanted(listing: Listing) -> Listing:
    """Of all that a repository holds, what belongs to a model folder."""
    files = {file.name: file for file in listing.files}
    weights = next((files[name] for name in _WEIGHTS if name in files), None)
    if weights is None or folder.CONFIG not in files:
        raise NoWeights(f"{listing.repo} offers no safetensors in open_clip's form.")
    beside = (files[name] for name in folder.BESIDE_WEIGHTS if name in files)
    return Listing(listing.repo, listing.revision, (*beside, weights))


class _Transfer:
    """One run of a download: which bytes are missing, and getting them."""

    def __init__(
        self, hub: Hub, listing: Listing, into: Path, report: Report, token: CancelToken
    ) -> None:
        self._hub, self._listing, self._into = hub, listing, into
        self._report, self._token = report, token
        self._total = sum(file.size for file in listing.files)
        self._done = self._fetched = 0
        self._started = time.monotonic()

    def run(self) -> None:
        """Fetch all that is missing."""
        missing = [file for file in self._listing.files if not self._is_here(file)]
        self._done = self._total - sum(file.size for file in missing)
        have = sum(self._length(self._part(file)) for file in missing)
        catalogue.need_space(self._into, self._total - self._done - have)
        for file in missing:
            self._fetch(file)

    def _is_here(self, file: RemoteFile) -> bool:
        path = self._into / file.name
        return path.is_file() and self._length(path) == file.size and _agrees(path, file)

    def _part(self, file: RemoteFile) -> Path:
        """Named after the content, so that the rest of another revision is never appended."""
        return self._into / f"{file.name}.{file.digest[:12]}.part"

    @staticmethod
    def _length(path: Path) -> int:
        return path.stat().st_size if path.is_file() else 0

    def _fetch(self, file: RemoteFile) -> None:
        part = self._part(file)
        part.touch()
        while (have := self._length(part)) < file.size:
            self._note(file, have)
            try:
                self._append(part, file, have)
            except Unreachable:
                # A connection that gave something may do so again; one that gave nothing is gone.
                if self._length(part) <= have:
                    raise
        if have > file.size or not _agrees(part, file):
            part.unlink()
            raise NoWeights(
                f"{file.name} arrived damaged (its checksum differs); it was thrown away, "
                "the same command fetches it again."
            )
        part.replace(self._into / file.name)
        self._done += file.size

    def _append(self, part: Path, file: RemoteFile, have: int) -> None:
        with self._hub.bytes_of(self._listing, file, have) as response:
            if response.status != HTTPStatus.PARTIAL_CONTENT:
                have = 0  # the server knows no ranges
            with part.open("r+b" if have else "wb") as out:
                out.seek(have)
                while have < file.size:
                    self._token.check()
                    chunk = response.read1(_CHUNK)
                    if not chunk:
                        raise Unreachable(
                            f"The connection to {self._hub.host} was lost; "
                            "the same command goes on from there."
                        )
                    out.write(chunk)
                    have += len(chunk)
                    self._fetched += len(chunk)
                    self._note(file, have)

    def _note(self, file: RemoteFile, have: int) -> None:
        self._token.check()
        seconds = time.monotonic() - self._started
        speed = self._fetched / seconds if self._fetched and seconds > 0 else None
        done = self._done + have
        self._report(
            Progress(
                f"Downloading {self._listing.repo}",
                done,
                self._total,
                file.name,
                speed,
                (self._total - done) / speed if speed else None,
            )
        )


def _agrees(path: Path, file: RemoteFile) -> bool:
    """Whether the bytes are those that the Hub promised."""
    if len(file.digest) == _SHA256_DIGITS:
        return sha256(path) == file.digest
    content = path.read_bytes()
    git = hashlib.sha1(b"blob %d\0" % len(content), usedforsecurity=False)
    git.update(content)
    return git.hexdigest() == file.digest


def _configure(unfinished: Path, architecture: str) -> None:
    """Describe the model as open_clip does itself: for a repository that leaves out half of it.

    open_clip's own description lies in its package, which need not be imported for that; what it
    does not say is what open_clip assumes of such a model, the preprocessing of the first CLIP.
    """
    package = importlib.util.find_spec("open_clip")
    if package is None or package.origin is None:
        raise NoWeights(f"There is no description of {architecture} in this copy.")
    described = Path(package.origin).with_name("model_configs") / f"{architecture}.json"
    config = {
        "model_cfg": json.loads(described.read_text(encoding="utf-8")),
        "preprocess_cfg": {
            "mean": [0.48145466, 0.4578275, 0.40821073],
            "std": [0.26862954, 0.26130258, 0.27577711],
            "interpolation": "bicubic",
            "resize_mode": "shortest",
        },
    }
    (unfinished / folder.CONFIG).write_text(json.dumps(config, indent=1), encoding="utf-8")


def _adopt(home: Home, model: Published, listing: Listing, unfinished: Path) -> ModelEntry:
    """The finished folder becomes the model, with a note of where it is from."""
    if model.architecture:
        _configure(unfinished, model.architecture)
    folder.read(unfinished)
    kept = {file.name for file in listing.files}
    for stale in unfinished.iterdir():
        if stale.name not in kept:
            stale.unlink()
    source = {"repo": model.repo, "revision": listing.revision, "licence": model.licence}
    (unfinished / "source.json").write_text(json.dumps(source, indent=1), encoding="utf-8")
    target = home.models / model.name
    shutil.rmtree(target, ignore_errors=True)  # a broken one, if any
    unfinished.rename(target)
    return catalogue.entry(home, model.name)
