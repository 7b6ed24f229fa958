"""What an HNSW file was when it was written, and whether it still is that.

hnswlib checks nothing when it loads: a file that is foreign, torn or flipped crashes the process
or loses photos without a word. So a file counts only with its manifest, which names its size and
checksum and everything that must agree, and which is the last thing to be written.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import struct
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from photoclip.domain import EncoderSpec

FORMAT = 1
METRIC = "ip"
M, EF_CONSTRUCTION, SEED = 16, 200, 20210226

# The head of hnswlib's file: seven size_t, int, unsigned, three size_t, double, size_t. Of these
# we compare what would make it read or write out of bounds.
_HEAD = struct.Struct("<6Q i I 3Q d Q")
_CHUNK = 1 << 22


class Doubt(Exception):
    """The file must not be loaded. The message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the index of one encoder of one library lies."""

    folder: Path
    library_uuid: str
    spec: EncoderSpec

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return hashlib.sha256(self.spec.key.encode()).hexdigest()[:16]

    @property
    def manifest(self) -> Path:
        """The manifest's path."""
        return self.folder / f"{self.stem}.hnsw.json"

    def new_file(self, seq: int) -> Path:
        """A name that was never used, so that nothing open is ever overwritten."""
        return self.folder / f"{self.stem}.{seq}-{secrets.token_hex(4)}.hnsw"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that must agree before the file is loaded.

    `count` counts the elements with those in `deleted`; `seq` is the last change it holds.
    """

    library: str
    encoder: str
    dim: int
    hnswlib: str
    file: str
    count: int
    deleted: tuple[int, ...]
    seq: int
    size: int
    crc: int
    m: int = M
    ef_construction: int = EF_CONSTRUCTION
    seed: int = SEED
    metric: str = METRIC
    format: int = FORMAT


def write(place: Place, file: Path, manifest: Manifest) -> None:
    """Make `file` the index of `place`, then delete every other file of that index."""
    body = json.dumps(asdict(manifest), sort_keys=True)
    text = json.dumps({"check": zlib.crc32(body.encode()), "manifest": json.loads(body)})
    temporary = place.manifest.with_name(f"{place.manifest.name}.{secrets.token_hex(4)}.tmp")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(place.manifest)
    sync_folder(place.folder)
    clear(place, keep=file)


def read(place: Place) -> Manifest:
    """The manifest of `place`. Raises `Doubt` when it is missing, torn or of another format."""
    try:
        document = json.loads(place.manifest.read_text(encoding="utf-8"))
        body = document["manifest"]
        if zlib.crc32(json.dumps(body, sort_keys=True).encode()) != document["check"]:
            raise Doubt("its manifest is damaged")
        if body["format"] != FORMAT:
            raise Doubt("its manifest has another format")
        return Manifest(**{**body, "deleted": tuple(body["deleted"])})
    except FileNotFoundError:
        raise Doubt("there is none yet") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Doubt("its manifest is damaged") from error


def inspect(place: Place, *, hnswlib: str | None = None) -> Manifest:
    """The manifest, after the file was found to be exactly what it says.

    Everything here happens before hnswlib touches the file. Raises `Doubt`.
    """
    manifest = read(place)
    wanted = {
        "library": place.library_uuid,
        "encoder": place.spec.key,
        "dim": place.spec.dim,
        "metric": METRIC,
        "m": M,
        "ef_construction": EF_CONSTRUCTION,
        "seed": SEED,
    }
    if hnswlib is not None:
        wanted["hnswlib"] = hnswlib
    for name, value in wanted.items():
        if getattr(manifest, name) != value:
            raise Doubt(f"it was made for another {name}")
    file = place.folder / manifest.file
    if Path(manifest.file).name != manifest.file or not manifest.file.startswith(place.stem):
        raise Doubt("its manifest names a file of another index")
    if sentinel(file).exists():
        raise Doubt("loading it did not come to an end the last time")
    try:
        if file.stat().st_size != manifest.size:
            raise Doubt("its size is wrong")
        if checksum(file) != manifest.crc:
            raise Doubt("its checksum is wrong")
        _check_head(file, manifest)
    except OSError as error:
        raise Doubt(f"it cannot be read ({error.strerror})") from error
    return manifest


def _check_head(file: Path, manifest: Manifest) -> None:
    with file.open("rb") as stream:
        head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise Doubt("it is too short")
    _, room, count, row, label, data, _, _, max_m, max_m0, m, _, _ = _HEAD.unpack(head)
    links = max_m0 * 4 + 4
    expected = (links, links + manifest.dim * 4, links + manifest.dim * 4 + 8)
    if (data, label, row) != expected or (max_m, max_m0, m) != (M, 2 * M, M):
        raise Doubt("it has another dimension")
    if count != manifest.count or room < count:
        raise Doubt("it holds another number of photos")


def sentinel(file: Path) -> Path:
    """Lies beside a file while it is being loaded, and stays when that kills the process."""
    return file.with_name(file.name + ".loading")


def clear(place: Place, *, keep: Path | None = None) -> None:
    """Delete the files of this index, but not `keep` and not the manifest that belongs to it."""
    kept = set() if keep is None else {keep.name, place.manifest.name}
    for file in place.folder.glob(f"{place.stem}.*hnsw*"):
        if file.name not in kept:
            with contextlib.suppress(OSError):  # open elsewhere (Windows): the next time, then
                file.unlink()


def checksum(file: Path) -> int:
    """crc32 of the file's bytes."""
    crc = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
    return crc


def sync_file(file: Path) -> None:
    """Wait until the file's bytes are on the disk."""
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the folder's names are on the disk, where the platform can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
