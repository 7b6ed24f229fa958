"""The guards of conftest.py catch what a test leaves behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CAREFUL = """
def test_careful(photos_folder, home, monkeypatch):
    monkeypatch.setenv("PHOTOCLIP_HOME", str(home.data))
    assert len(list(photos_folder.iterdir())) == 11
"""

CARELESS = """
import os, socket, subprocess, sys, threading
import pytest

never = threading.Event()
kept = []

def test_thread():
    threading.Thread(target=never.wait, daemon=True).start()

def test_child():
    kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))

def test_file(tmp_path):
    kept.append((tmp_path / "kept").open("w"))

def test_environment():
    os.environ["LEFT"] = "behind"

def test_network_that_is_swallowed():
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    except Exception:
        pass

def test_loopback_unmarked():
    with socket.socket() as one, pytest.raises(AssertionError):
        one.connect(("127.0.0.1", 9))
"""

ALLOWED = """
import socket
import pytest

@pytest.mark.loopback
def test_loopback_marked():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_unix(tmp_path):
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))
"""


def run(folder: Path, body: str) -> str:
    """The short summary of one pytest run over `body` under a copy of our conftest."""
    conftest = Path(__file__).with_name("conftest.py").read_text(encoding="utf-8")
    (folder / "conftest.py").write_text(
        conftest.replace("GRACE_SECONDS = 5.0", "GRACE_SECONDS = 0.2"), encoding="utf-8"
    )
    (folder / "test_body.py").write_text(body, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-rA",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*command, str(folder)],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "300"},
    )
    return done.stdout


def test_a_careful_test_passes(tmp_path: Path) -> None:
    assert "1 passed" in run(tmp_path, CAREFUL)


def test_local_sockets_are_allowed(tmp_path: Path) -> None:
    assert "2 passed" in run(tmp_path, ALLOWED)


def test_what_is_left_behind_fails(tmp_path: Path) -> None:
    summary = run(tmp_path, CARELESS)
    for name, what in {
        "test_thread": "threads",
        "test_child": "child processes",
        "test_file": "open files",
        "test_environment": "environment",
        "test_network_that_is_swallowed": "network",
        "test_loopback_unmarked": "network",
    }.items():
        line = next(row for row in summary.splitlines() if row.startswith("ERROR") and name in row)
        assert what in line
