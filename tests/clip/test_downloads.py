"""Tests of downloads against a tiny Hub on this machine that cuts connections."""

from __future__ import annotations

import hashlib
import json
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from photoclip.clip import catalogue, downloads
from photoclip.clip.catalogue import Published, State
from photoclip.clip.downloads import download
from photoclip.clip.loading import load_encoder
from photoclip.errors import Cancelled, InputError, NoSpace, NoWeights
from photoclip.jobs import CancelToken, Progress
from photoclip.paths import Home

pytestmark = pytest.mark.loopback

REPO, REVISION = "someone/some-model", "0123456789abcdef0123456789abcdef01234567"
BESIDE_WEIGHTS = [10**9] * 4  # the small files that come before the weights, not cut (one is empty)


@dataclass
class TinyHub:
    """What it serves, how it misbehaves, and what it was asked."""

    files: dict[str, bytes]
    url: str = ""
    cut_after: list[int] = field(default_factory=list)  # bytes, one for each of the next files
    ranges: bool = True
    spoil: str = ""  # the file that arrives damaged
    status: int = 0  # instead of any answer
    stall_after: int | None = None  # bytes of the weights, then nothing until told to go on
    stalled: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    sent: int = 0
    headers: list[dict[str, str]] = field(default_factory=list)

    def listing(self) -> dict[str, Any]:
        siblings = []
        for name, content in self.files.items():
            entry: dict[str, Any] = {"rfilename": name, "size": len(content)}
            if name.endswith(".safetensors"):
                digest = hashlib.sha256(content).hexdigest()
                entry |= {"blobId": "x", "lfs": {"size": len(content), "sha256": digest}}
            else:
                blob = b"blob %d\0" % len(content) + content
                entry["blobId"] = hashlib.sha1(blob).hexdigest()
            siblings.append(entry)
        return {"id": REPO, "sha": REVISION, "siblings": siblings}


class Handler(BaseHTTPRequestHandler):
    """Answers the two requests that a download makes; weights come after a redirect."""

    hub: TinyHub

    def log_message(self, *_: Any) -> None:
        """Tests are quiet."""

    def do_GET(self) -> None:
        hub, path = self.hub, urlsplit(self.path).path
        hub.asked.append((path, self.headers.get("Range")))
        hub.headers.append(dict(self.headers))
        if hub.status:
            return self.answer(hub.status, b"")
        if path == f"/api/models/{REPO}/revision/main" and "blobs=true" in self.path:
            return self.answer(200, json.dumps(hub.listing()).encode())
        resolve, name = f"/{REPO}/resolve/{REVISION}/", path.rsplit("/", 1)[-1]
        if path == resolve + name and name.endswith(".safetensors"):
            return self.answer(302, b"", Location=f"/cdn/{name}")
        if name in hub.files and path in (resolve + name, f"/cdn/{name}"):
            return self.send_file(hub.files[name], spoilt=name == hub.spoil)
        return self.answer(404, b"")

    def send_file(self, content: bytes, spoilt: bool) -> None:
        if spoilt:
            content = content[:-1] + bytes([content[-1] ^ 1])
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range") or "")
        start = int(found[1]) if found and self.hub.ranges else 0
        rest = content[start:]
        cut = self.hub.cut_after.pop(0) if self.hub.cut_after else len(rest)
        self.hub.sent += len(rest[:cut])
        self.answer(206 if start else 200, rest, cut=cut)

    def answer(self, status: int, body: bytes, cut: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if cut is not None and self.hub.stall_after is not None and cut > 10_000:
            self.wfile.write(body[: self.hub.stall_after])
            self.wfile.flush()
            self.hub.stalled.set()
            self.hub.go_on.wait(60)
            return
        self.wfile.write(body[:cut])


@pytest.fixture
def hub(siglip_model: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TinyHub]:
    """A Hub with one repository, which the catalogue offers as "tiny"."""
    files = {path.name: path.read_bytes() for path in sorted(siglip_model.iterdir())}
    files |= {"pytorch_model.bin": b"\x80\x04", "README.md": b"---\nlicense: mit\n---\n"}
    state = TinyHub(files | {"empty.txt": b"", "NOTICE": b""})
    handler = type("BoundHandler", (Handler,), {"hub": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", state.url)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    tiny = Published("tiny", REPO, 64, 1, "MIT", "English", "For tests.")
    monkeypatch.setattr(catalogue, "PUBLISHED", (tiny,))
    monkeypatch.setattr(downloads, "_CHUNK", 1000)
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_download_is_a_model_that_works(home: Home, hub: TinyHub, siglip_model: Path) -> None:
    seen: list[Progress] = []
    entry = download(home, "tiny", report=seen.append)
    assert (entry.name, entry.state, entry.dim) == ("tiny", State.DOWNLOADED, 64)
    names = {path.name for path in (home.models / "tiny").iterdir()}
    assert names == {
        "open_clip_config.json",
        "open_clip_model.safetensors",
        "tokenizer.json",
        "tokenizer_config.json",
        "README.md",
        "NOTICE",
        "source.json",
    }
    for path in siglip_model.iterdir():
        assert (home.models / "tiny" / path.name).read_bytes() == path.read_bytes()
    source = json.loads((home.models / "tiny" / "source.json").read_text())
    assert source == {"repo": REPO, "revision": REVISION, "licence": "MIT"}
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert seen[-1].done == seen[-1].total == hub.sent
    assert load_encoder(home, "tiny", "cpu").encode_texts(["a dog"]).shape == (1, 64)
    assert [path.name for path in home.models.iterdir()] == ["tiny"]


def test_what_is_here_is_not_fetched_again(home: Home, hub: TinyHub) -> None:
    download(home, "tiny")
    asked = len(hub.asked)
    assert download(home, "tiny").state is State.DOWNLOADED
    assert len(hub.asked) == asked


def test_a_broken_model_is_fetched_again(home: Home, hub: TinyHub) -> None:
    download(home, "tiny")
    (home.models / "tiny" / "open_clip_model.safetensors").write_bytes(b"")
    assert catalogue.entry(home, "tiny").state is State.BROKEN
    assert download(home, "tiny").state is State.DOWNLOADED


@pytest.mark.parametrize("seed", range(6))
def test_interrupted_at_random_moments_it_goes_on(home: Home, hub: TinyHub, seed: int) -> None:
    """By the user and by the network."""
    chance = random.Random(seed)
    interruptions = 0
    while True:
        token, after = CancelToken(), chance.randrange(1, 400)
        hub.cut_after = [chance.choice([0, chance.randrange(200_000)]) for _ in range(3)]
        seen: list[Progress] = []

        def report(
            progress: Progress,
            token: CancelToken = token,
            after: int = after,
            seen: list[Progress] = seen,
        ) -> None:
            seen.append(progress)
            if len(seen) == after:
                token.cancel()
                if chance.random() < 0.5:
                    raise KeyboardInterrupt

        try:
            entry = download(home, "tiny", report=report, token=token)
            break
        except (Cancelled, NoWeights, KeyboardInterrupt):
            interruptions += 1
            assert catalogue.entry(home, "tiny").state is State.NOT_DOWNLOADED
    assert interruptions
    assert entry.state is State.DOWNLOADED
    starts = [
        int(wanted.removeprefix("bytes=")[:-1]) if wanted else 0
        for path, wanted in hub.asked
        if path.startswith("/cdn/")
    ]
    assert starts == sorted(starts)  # what was kept is never asked for again
    assert starts[-1] > 0


def test_killed_without_a_word_it_goes_on(home: Home, hub: TinyHub) -> None:
    hub.stall_after = 3_000
    code = (
        "import sys; from pathlib import Path; from photoclip.clip import catalogue, downloads;"
        "from photoclip.paths import Home;"
        "tiny = catalogue.Published('tiny', sys.argv[2], 64, 1, 'MIT', 'English', '');"
        "catalogue.PUBLISHED = (tiny,); downloads._CHUNK = 1000;"
        "downloads.download(Home.at(Path(sys.argv[1])), 'tiny')"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(home.data), REPO])
    assert hub.stalled.wait(60)
    child.kill()
    child.wait()
    hub.go_on.set()
    hub.stall_after = None
    unfinished = catalogue.unfinished_download(home, "tiny")
    assert unfinished.is_dir()
    assert catalogue.entry(home, "tiny").state is State.NOT_DOWNLOADED
    assert download(home, "tiny").state is State.DOWNLOADED
    assert not unfinished.exists()


def test_only_the_rest_is_asked_for(home: Home, hub: TinyHub) -> None:
    hub.cut_after = [*BESIDE_WEIGHTS, 5000, 0]
    with pytest.raises(NoWeights, match="lost"):
        download(home, "tiny")
    hub.asked.clear()
    download(home, "tiny")
    fetched = [ask for ask in hub.asked if not ask[0].startswith("/api")]
    assert {path.rsplit("/", 1)[-1] for path, _ in fetched} == {"open_clip_model.safetensors"}
    assert {wanted for _, wanted in fetched} == {"bytes=5000-"}


def test_a_lost_connection_is_tried_again_while_it_gives_something(
    home: Home, hub: TinyHub
) -> None:
    hub.cut_after = [100, 200, 300]
    assert download(home, "tiny").state is State.DOWNLOADED


def test_a_server_without_ranges_starts_over(home: Home, hub: TinyHub) -> None:
    hub.ranges = False
    hub.cut_after = [100]
    assert download(home, "tiny").state is State.DOWNLOADED


@pytest.mark.parametrize("name", ["open_clip_model.safetensors", "tokenizer.json"])
def test_damaged_bytes_are_thrown_away(home: Home, hub: TinyHub, name: str) -> None:
    hub.spoil = name
    with pytest.raises(NoWeights, match=f"{name} arrived damaged"):
        download(home, "tiny")
    hub.spoil = ""
    assert download(home, "tiny").state is State.DOWNLOADED


def test_the_rest_of_another_revision_is_not_appended(home: Home, hub: TinyHub) -> None:
    whole = hub.files["open_clip_model.safetensors"]
    hub.files["open_clip_model.safetensors"] = whole[::-1]
    hub.cut_after = [*BESIDE_WEIGHTS, 4000, 0]
    with pytest.raises(NoWeights, match="lost"):
        download(home, "tiny")
    hub.files["open_clip_model.safetensors"] = whole
    hub.cut_after = []
    entry = download(home, "tiny")
    assert entry.state is State.DOWNLOADED
    assert entry.folder is not None
    assert not list(entry.folder.glob("*.part"))


def test_a_disk_that_is_too_small_is_noticed_before(
    home: Home, hub: TinyHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type(catalogue.shutil.disk_usage("/"))
    monkeypatch.setattr(catalogue.shutil, "disk_usage", lambda _: usage(10, 9, 1))
    with pytest.raises(NoSpace, match="MB are needed"):
        download(home, "tiny")
    assert hub.sent == 0


def test_a_repository_without_safetensors_is_refused(home: Home, hub: TinyHub) -> None:
    del hub.files["open_clip_model.safetensors"]
    with pytest.raises(NoWeights, match="no safetensors"):
        download(home, "tiny")


def test_there_is_no_such_download(home: Home, hub: TinyHub) -> None:
    with pytest.raises(InputError, match="only tiny"):
        download(home, "yours")
    assert hub.asked == []


@pytest.mark.parametrize(
    ("status", "says"), [(401, "HF_TOKEN"), (404, "does not have"), (500, "500")]
)
def test_what_the_hub_refuses_is_a_sentence(
    home: Home, hub: TinyHub, status: int, says: str
) -> None:
    hub.status = status
    with pytest.raises(NoWeights, match=says):
        download(home, "tiny")


def test_something_that_is_no_hub(
    home: Home, hub: TinyHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TinyHub, "listing", lambda self: {"welcome": "to the hotel"})
    with pytest.raises(NoWeights, match="not as the Hub does"):
        download(home, "tiny")
    monkeypatch.setenv("HF_ENDPOINT", "some where")
    with pytest.raises(NoWeights, match="HF_ENDPOINT"):
        download(home, "tiny")


def test_without_a_network_one_sentence(
    home: Home, hub: TinyHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(NoWeights, match=r"127\.0\.0\.1 cannot be reached") as refused:
        download(home, "tiny")
    assert "\n" not in str(refused.value)


def test_proxies_are_honoured(home: Home, hub: TinyHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://models.example")
    monkeypatch.setenv("http_proxy", hub.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert download(home, "tiny").state is State.DOWNLOADED
    assert {headers["Host"] for headers in hub.headers} == {"models.example"}


def test_credentials_go_to_the_hub_alone_and_only_if_given(
    home: Home, hub: TinyHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    download(home, "tiny")
    assert not any("Authorization" in headers for headers in hub.headers)
    catalogue.remove(home, "tiny")
    hub.asked.clear()
    hub.headers.clear()
    monkeypatch.setenv("HF_TOKEN", "secret")
    download(home, "tiny")
    told = {
        path for (path, _), h in zip(hub.asked, hub.headers, strict=True) if "Authorization" in h
    }
    assert told == {path for path, _ in hub.asked if not path.startswith("/cdn/")}
