"""The README's two commands, tried with pretended tools instead of a package manager."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
TOOLS = ("ruff", "mypy", "lint-imports", "pytest")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for bash")


class Machine:
    """A copy of the scripts in a checkout of its own, and a folder of pretended commands."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "a checkout"
        self.commands = folder / "commands"
        self.log = folder / "log"
        self.commands.mkdir(parents=True)
        self.log.touch()
        shutil.copytree(PACKAGING, self.checkout / "packaging")
        (self.checkout / "pyproject.toml").write_text("[project]\n", encoding="utf-8")

    def pretend(self, name: str, body: str, folder: Path | None = None) -> Path:
        """A command that notes its call in the log, then runs `body`."""
        command = (folder or self.commands) / name
        command.parent.mkdir(parents=True, exist_ok=True)
        note = f"echo {name} \"$@\" >>'{self.log}'"
        command.write_text(f"#!/bin/bash\n{note}\n{body}\n", encoding="utf-8")
        command.chmod(0o755)
        return command

    def pretend_environment(self) -> None:
        """A .venv whose Python is ours but installs nothing, with a photoclip that only prints."""
        binaries = self.checkout / ".venv" / "bin"
        install = 'case "$*" in "-m pip install"*) exit ${PIP_STATUS:-0} ;; esac'
        self.pretend("python", f"{install}\nexec '{sys.executable}' \"$@\"", binaries)
        self.pretend("photoclip", 'echo "photoclip $*"', binaries)
        for tool in TOOLS:
            self.pretend(tool, f'[ "{tool}" != "$FAILING" ]', binaries)

    def run(
        self, script: str, *, only_pretended: bool = False, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a line of bash after sourcing environment.sh."""
        path = str(self.commands) + ("" if only_pretended else os.pathsep + os.environ["PATH"])
        inherited = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        return subprocess.run(
            ["/bin/bash", "-c", f"set -euo pipefail; source packaging/environment.sh\n{script}"],
            cwd=self.checkout,
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
            env={**inherited, "PATH": path, **variables},
        )

    def calls(self, of: str = "") -> list[str]:
        """The pretended calls that contain a text."""
        return [line for line in self.log.read_text().splitlines() if of in line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine where nothing is installed yet."""
    return Machine(tmp_path)


def test_a_shim_that_leads_nowhere_and_an_old_python_are_passed_over(machine: Machine) -> None:
    machine.pretend("python3.13", "exit 127")
    machine.pretend("python3.12", "exit 1")
    machine.pretend("python3.11", f"exec '{sys.executable}' \"$@\"")
    done = machine.run("find_python")
    assert done.stdout.strip() == str(machine.commands / "python3.11"), done.stderr


def test_a_python_that_can_compile_comes_first(machine: Machine) -> None:
    lacking = 'case "$*" in *Python.h*) echo headers ;; *) exit 0 ;; esac'
    machine.pretend("python3.13", lacking)
    machine.pretend("python3.12", "exit 0")
    assert machine.run("find_python").stdout.strip() == str(machine.commands / "python3.12")
    machine.pretend("python3.12", "exit 1")
    machine.pretend("python3.11", lacking)
    found = machine.run("find_python", PATH=str(machine.commands))
    assert found.stdout.strip() == str(machine.commands / "python3.13")


def test_the_python_that_one_names_wins(machine: Machine) -> None:
    machine.pretend("python3.13", "exit 0")
    mine = machine.pretend("mine", "echo headers")
    done = machine.run("find_python", PHOTOCLIP_PYTHON=str(mine))
    assert done.stdout.strip() == str(mine)


def test_without_a_suitable_python_one_sentence_says_so(machine: Machine) -> None:
    for name in ("dirname", "cat"):
        machine.pretend(name, f'exec {shutil.which(name)} "$@"')
    done = machine.run("make_environment program", only_pretended=True)
    assert done.returncode == 3
    assert "needs Python 3.11, 3.12 or 3.13" in done.stderr


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "sudo apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends"),
        ("dnf", "sudo dnf install -y"),
        ("pacman", "sudo pacman -S --needed --noconfirm"),
    ],
)
def test_a_user_without_sudo_is_told_the_line(machine: Machine, manager: str, line: str) -> None:
    machine.pretend("id", "echo 1000")
    machine.pretend("dirname", f'exec {shutil.which("dirname")} "$@"')
    machine.pretend(manager, "exit 0")
    done = machine.run("install_packages Qt 'a()(64bit)' b || echo 'goes on'", only_pretended=True)
    assert f"    {line} 'a()(64bit)' 'b'\n" in done.stderr
    assert done.stdout == "goes on\n"
    assert not machine.calls(manager)


def test_the_administrator_needs_no_sudo(machine: Machine) -> None:
    machine.pretend("id", "echo 0")
    machine.pretend("sudo", "exit 1")
    machine.pretend("apt-get", "exit 0")
    done = machine.run("install_packages Qt libegl1")
    assert done.returncode == 0, done.stderr
    assert "Qt is missing, installing with apt-get: libegl1" in done.stderr
    assert len(machine.calls("apt-get")) == 1
    assert not machine.calls("sudo")


def test_stale_package_lists_are_brought_up_to_date(machine: Machine) -> None:
    known = machine.log.with_name("known")
    machine.pretend("id", "echo 0")
    machine.pretend(
        "apt-get", f"case $* in *update) touch '{known}' ;; *) [ -f '{known}' ] ;; esac"
    )
    assert machine.run("install_packages Qt libegl1").returncode == 0
    assert [call.split()[3] for call in machine.calls("apt-get")] == [
        "install",
        "update",
        "install",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux needs Qt's libraries")
@pytest.mark.parametrize(
    ("manager", "packages"),
    [
        ("apt-get", "libgl1 libxcb-cursor0"),
        ("dnf", "libGL.so.1()(64bit) libxcb-cursor.so.0()(64bit)"),
        ("pacman", "libglvnd xcb-util-cursor"),
    ],
)
def test_only_missing_libraries_are_installed(
    machine: Machine, manager: str, packages: str
) -> None:
    machine.pretend("python", "echo libGL.so.1; echo libxcb-cursor.so.0")
    machine.pretend("id", "echo 0")
    machine.pretend(manager, "exit 0")
    done = machine.run(
        f"package_manager() {{ echo {manager}; }}\ninstall_qt_libraries python", LC_ALL="C"
    )
    assert done.returncode == 0, done.stderr
    assert machine.calls(manager)[-1].endswith(" " + packages)


def test_the_environment_is_made_once(machine: Machine) -> None:
    machine.pretend_environment()
    script = "install_qt_libraries() { :; }\nmake_environment program"
    assert machine.run(script).returncode == 0
    assert machine.run(script).returncode == 0
    assert len(machine.calls("pip install")) == 1
    (machine.checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert machine.run(script).returncode == 0
    assert len(machine.calls("pip install")) == 2


def test_the_test_environment_serves_the_program_too(machine: Machine) -> None:
    machine.pretend_environment()
    quiet = "install_qt_libraries() { :; }\n"
    assert machine.run(quiet + "make_environment test").returncode == 0
    assert machine.calls("pip install")[0].endswith(".[test]")
    assert machine.run(quiet + "make_environment program").returncode == 0
    assert len(machine.calls("pip install")) == 1


def test_a_failing_network_is_tried_again_and_leaves_no_stamp(machine: Machine) -> None:
    machine.pretend_environment()
    machine.pretend("sleep", "exit 0")
    done = machine.run("install_qt_libraries() { :; }\nmake_environment program", PIP_STATUS="1")
    assert done.returncode == 3
    assert len(machine.calls("pip install")) == 3
    assert not list((machine.checkout / ".venv").glob("*.stamp"))


@pytest.mark.parametrize(
    ("display", "arguments"),
    [("", "demo --headless"), ("DISPLAY=:9", "demo"), ("WAYLAND_DISPLAY=w", "demo")],
    ids=["none", "x11", "wayland"],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_the_quick_start_opens_a_window_where_it_can(
    machine: Machine, display: str, arguments: str
) -> None:
    machine.pretend_environment()
    done = machine.run(f"{display} bash packaging/quickstart.sh")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"photoclip {arguments}\n"


@pytest.mark.parametrize("failing", ["", *TOOLS])
def test_the_checks_all_run_and_any_failure_counts(machine: Machine, failing: str) -> None:
    machine.pretend_environment()
    done = machine.run("bash packaging/test.sh", FAILING=failing)
    assert (done.returncode == 0) == (not failing), done.stderr
    ran = [name for call in machine.calls() if (name := call.split(" ")[0]) in TOOLS]
    again = ["pytest"] * (failing == "pytest")  # what failed gets a second chance
    assert ran == ["ruff", "ruff", "mypy", "lint-imports", "pytest", *again]
    first, *second = (call for call in machine.calls() if call.startswith("pytest "))
    assert "--cov-fail-under=90" in first
    assert all("--last-failed" in call for call in second)
