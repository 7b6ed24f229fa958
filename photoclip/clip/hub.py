"""Speaks to the Hugging Face Hub: what a repository holds, and bytes of a file from any position.

The standard library's client, because the Hub's own throws away what it has of a file whenever
a download is interrupted, and this one must go on from there.
"""

from __future__ import annotations

import http.client
import json
import os
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from urllib.parse import quote, urlsplit

import truststore

from photoclip.errors import NoWeights

_ENDPOINT = "https://huggingface.co"
_TIMEOUT_SECONDS = 30.0
_LOST = (
    urllib.error.URLError,
    http.client.HTTPException,
    ConnectionError,
    TimeoutError,
    ssl.SSLError,
)
_ANSWERS = {
    401: "it wants to know who asks (set HF_TOKEN)",
    403: "it does not give it to you (set HF_TOKEN)",
    404: "it does not have it",
    429: "it is asked too often; try again later",
}


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository. `digest` is a sha256, or git's own sha1 of a small file."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of one revision of a repository."""

    repo: str
    revision: str
    files: tuple[RemoteFile, ...]


class Hub:
    """The Hub at `HF_ENDPOINT`, or the public one; proxies as the environment names them.

    No credentials are sent unless `HF_TOKEN` is set, and never to a host that it redirects to.
    Every failure is a `NoWeights` with one sentence.
    """

    def __init__(self) -> None:
        self._endpoint = (os.environ.get("HF_ENDPOINT") or _ENDPOINT).rstrip("/")
        parts = urlsplit(self._endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise NoWeights(f"HF_ENDPOINT is no web address: {self._endpoint!r}.")
        self.host = parts.hostname
        # The certificates that the system trusts, a company's own included.
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))

    def listing(self, repo: str) -> Listing:
        """What the newest revision of `repo` holds."""
        with self._open(f"/api/models/{quote(repo)}/revision/main?blobs=true") as response:
            try:
                answer = json.load(response)
                files = tuple(
                    RemoteFile(
                        str(file["rfilename"]),
                        int(lfs["size"] if (lfs := file.get("lfs")) else file["size"]),
                        str(lfs["sha256"] if lfs else file["blobId"]),
                    )
                    for file in answer["siblings"]
                )
                return Listing(repo, str(answer["sha"]), files)
            except (ValueError, KeyError, TypeError):
                raise NoWeights(f"{self.host} answers, but not as the Hub does.") from None

    @contextmanager
    def bytes_of(self, listing: Listing, file: RemoteFile, start: int) -> Iterator[HTTPResponse]:
        """The bytes of `file` from `start` on; from 0 where the server knows no ranges."""
        path = f"/{quote(listing.repo)}/resolve/{quote(listing.revision)}/{quote(file.name)}"
        with self._open(path, {"Range": f"bytes={start}-"} if start else {}) as response:
            yield response

    @contextmanager
    def _open(self, path: str, headers: dict[str, str] | None = None) -> Iterator[HTTPResponse]:
        request = urllib.request.Request(self._endpoint + path, headers=headers or {})
        request.add_header("User-Agent", "photoclip")
        if token := os.environ.get("HF_TOKEN"):
            request.add_unredirected_header("Authorization", f"Bearer {token}")
        try:
            with self._opener.open(request, timeout=_TIMEOUT_SECONDS) as response:
                yield response
        except urllib.error.HTTPError as error:
            with error:
                answer = _ANSWERS.get(error.code, f"it answers {error.code} {error.reason}")
            raise NoWeights(f"{self.host} was asked for {path}, but {answer}.") from None
        except _LOST:
            raise Unreachable(f"{self.host} cannot be reached; is there a connection?") from None


class Unreachable(NoWeights):
    """No connection, or it was lost."""
