"""A library of synthetic photos for measuring: rows and vectors, without any file."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sqlalchemy import insert

from photoclip.domain import EncoderSpec
from photoclip.library.database import Library
from photoclip.library.schema import folder, photo, root
from photoclip.paths import Home
from photoclip.vectors.encoder import Vectors
from photoclip.vectors.store import VectorStore

_BLOCK = 10_000
_DAY = 86_400


def fill(home: Home, spec: EncoderSpec, vectors: Vectors) -> None:
    """Put n photos with these vectors (n, d) of one encoder into the library at `home`.

    `iso` runs through 0…999, so that filters of any share can be written.
    """
    count = len(vectors)
    with Library.open(home) as library:
        with library.write() as connection:
            place = str(home.data / "nowhere")
            connection.execute(insert(root).values(id=1, path=place, added_at="2026-01-01T00:00Z"))
            connection.execute(insert(folder).values(id=1, root_id=1, path=place))
            for rows in _rows(count):
                connection.execute(insert(photo), rows)
        with VectorStore.open(home.vectors, library_uuid=library.uuid) as store:
            space = store.space(spec)
            for start in range(0, count, _BLOCK):
                end = min(start + _BLOCK, count)
                stamps = [f"{i:064x}" for i in range(start, end)]
                space.put(np.arange(start + 1, end + 1), stamps, vectors[start:end])


def _rows(count: int) -> Iterator[list[dict[str, object]]]:
    for start in range(0, count, _BLOCK):
        yield [
            {
                "id": i + 1,
                "folder_id": 1,
                "name": f"IMG_{i:07}.jpg",
                "size": 1_000_000 + i,
                "mtime_ns": i * _DAY * 10**7,
                "content_hash": f"{i:064x}",
                "moment": i * _DAY // 100,
                "width": 4000,
                "height": 3000,
                "orientation": 1,
                "camera": f"Camera {i % 7}",
                "iso": i % 1000,
                "format": "jpeg",
                "animated": 0,
                "rating": i % 6,
                "favourite": 0,
                "caption": "",
                "added_at": "2026-01-01T00:00:00Z",
            }
            for i in range(start, min(start + _BLOCK, count))
        ]
