"""What every test gets: a home, photos by colour, and the proof that it leaves nothing behind."""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from PIL import Image

from photoclip.paths import Home
from photoclip.vectors import lance

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")
os.environ.pop("PHOTOCLIP_HOME", None)

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

CHECKOUT = Path(__file__).resolve().parent.parent
GRACE_SECONDS = 5.0  # for threads and children that are on their way out

# The colours that FakeEncoder names, as it sees them.
COLOURS = {
    "red": (255, 0, 0),
    "orange": (255, 138, 0),
    "yellow": (255, 245, 0),
    "green": (0, 204, 0),
    "cyan": (0, 255, 255),
    "blue": (0, 41, 255),
    "purple": (139, 0, 204),
    "pink": (255, 102, 194),
    "white": (255, 255, 255),
    "grey": (128, 128, 128),
    "black": (0, 0, 0),
}

Paint = Callable[..., Path]


def pytest_configure(config: pytest.Config) -> None:
    """Declare our marker: a test so marked may connect to this machine itself."""
    config.addinivalue_line("markers", "loopback: may open TCP connections to this machine")


@pytest.fixture(scope="session")
def lancedb() -> None:
    """Skips what needs LanceDB where it is not installed."""
    # It starts a thread for as long as the process lives: before the first test looks.
    if lance.library() is None:
        pytest.skip("the extra `lancedb` is not installed")


@pytest.fixture(scope="session", params=["hnsw", "lancedb"])
def backend(request: pytest.FixtureRequest) -> str:
    """The name of an index behind the seam; what needs it runs once for each."""
    name: str = request.param
    if name == "lancedb":
        request.getfixturevalue("lancedb")
    return name


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real photos beside the checkout; the test is skipped where they are missing."""
    folder = Path(os.environ.get("PHOTOCLIP_SHARED") or CHECKOUT.parent / "shared").absolute()
    if not (folder / "photos").is_dir():
        pytest.skip(f"no real photos at {folder} (PHOTOCLIP_SHARED names their folder)")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A place for everything that photoclip writes, gone after the test."""
    return Home.at(tmp_path / "home")


@pytest.fixture(scope="session")
def paint() -> Paint:
    """Writes one plain picture; `colour` is a name of `COLOURS`, the suffix decides the format."""

    def write(
        path: Path, colour: str, taken_at: datetime | None = None, size: tuple[int, int] = (64, 48)
    ) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        exif = Image.Exif()
        if taken_at is not None:
            stamp = f"{taken_at:%Y:%m:%d %H:%M:%S}"
            exif[0x0132] = stamp  # DateTime
            exif.get_ifd(0x8769)[0x9003] = stamp  # DateTimeOriginal
        Image.new("RGB", size, COLOURS[colour]).save(path, exif=exif)
        return path

    return write


@pytest.fixture
def photos_folder(tmp_path: Path, paint: Paint) -> Path:
    """A folder of one JPEG per colour ("red.jpg", …), taken on the 1st of each month of 2021."""
    folder = tmp_path / "photos"
    for month, colour in enumerate(COLOURS, start=1):
        paint(folder / f"{colour}.jpg", colour, datetime(2021, month, 1, 12))
    return folder


class _Gate:
    """Lets connections through to local sockets, and to loopback where a test may."""

    def __init__(self) -> None:
        self.loopback = False
        self.attempts: list[str] = []

    def check(self, family: int, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else address
        here = self.loopback and host in ("127.0.0.1", "::1", "localhost")
        if not here and family != getattr(socket, "AF_UNIX", None):
            self.attempts.append(repr(address))
            raise AssertionError(f"a test may not open a network connection: {address!r}")


@pytest.fixture(scope="session", autouse=True)
def _gate() -> Iterator[_Gate]:
    """Guard the doors to the network for the whole session, fixtures included."""
    gate, patch = _Gate(), pytest.MonkeyPatch()

    def guard(owner: Any, name: str) -> None:
        door = getattr(owner, name)

        def checked(first: Any, *rest: Any, **options: Any) -> Any:
            of_socket = isinstance(first, socket.socket)
            gate.check(*((first.family, rest[0]) if of_socket else (socket.AF_INET, first)))
            return door(first, *rest, **options)

        patch.setattr(owner, name, checked)

    guard(socket.socket, "connect")
    guard(socket.socket, "connect_ex")
    guard(socket, "getaddrinfo")
    yield gate
    patch.undo()


def _threads() -> set[threading.Thread]:
    """Threads that Python started (foreign ones, Qt's say, cannot be joined)."""
    return {t for t in threading.enumerate() if not isinstance(t, threading._DummyThread)}


def _children() -> set[str]:
    """Process ids of our children where /proc tells, zombies too."""
    pids: set[str] = set()
    for listing in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):  # the thread ended meanwhile
            pids.update(listing.read_text().split())
    # multiprocessing keeps one tracker for as long as we live
    return {pid for pid in pids if "multiprocessing.resource_tracker" not in _command(pid)}


def _command(pid: str) -> str:
    with contextlib.suppress(OSError):
        return Path("/proc", pid, "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def _open_files(below: Path) -> set[str]:
    """Files below a folder that this process holds open, where /proc tells."""
    names: set[str] = set()
    for entry in Path("/proc/self/fd").glob("*"):
        with contextlib.suppress(OSError):  # the descriptor of the listing itself
            names.add(str(entry.readlink()))
    return {name for name in names if name.startswith(str(below))}


def _environment() -> dict[str, str]:
    """The environment without what pytest and torch's family write into it by themselves."""
    foreign = ("PYTEST_", "KMP_", "TORCH", "TOKENIZERS_")
    return {k: v for k, v in os.environ.items() if not k.startswith(foreign)}


@pytest.fixture(autouse=True)
def _leaves_nothing(
    request: pytest.FixtureRequest, _gate: _Gate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Fail a test that leaves threads, child processes, open files or a changed environment."""

    def present() -> dict[str, set[Any]]:
        files = _open_files(tmp_path_factory.getbasetemp())
        return {"threads": _threads(), "child processes": _children(), "open files": files}

    def left() -> dict[str, set[Any]]:
        return {what: new for what, now in present().items() if (new := now - before[what])}

    _gate.loopback = request.node.get_closest_marker("loopback") is not None
    before, environment = present(), _environment()
    yield
    deadline = time.monotonic() + GRACE_SECONDS
    if left():
        gc.collect()  # an executor that nobody holds ends its threads
    while (found := left()) and time.monotonic() < deadline:
        time.sleep(0.01)
    found["network"], _gate.attempts = set(_gate.attempts), []
    found["environment"] = {k for k, _ in environment.items() ^ _environment().items()}
    for key in found["environment"] - environment.keys():
        del os.environ[key]
    os.environ.update(environment)
    if any(found.values()):
        pytest.fail(f"the test left behind { ({k: v for k, v in found.items() if v}) }", False)
