# shellcheck shell=bash
# Makes the environment in .venv that the README's two commands share. Sourced, not run.
#
#   make_environment program    what photoclip needs
#   make_environment test       the same, and the tools that check it
#
# PHOTOCLIP_PYTHON may name the Python to use. Written for bash 3.2, which macOS still has.

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
environment=$checkout/.venv

say() { printf 'photoclip: %s\n' "$*" >&2; }

# The shared libraries that Qt loads, and the packages that hold them for apt and pacman. dnf knows
# libraries by their own names.
qt_libraries="
libEGL.so.1             libegl1                 libglvnd
libGL.so.1              libgl1                  libglvnd
libxkbcommon.so.0       libxkbcommon0           libxkbcommon
libfontconfig.so.1      libfontconfig1          fontconfig
libfreetype.so.6        libfreetype6            freetype2
libdbus-1.so.3          libdbus-1-3             dbus
libglib-2.0.so.0        libglib2.0-0            glib2
libX11.so.6             libx11-6                libx11
libX11-xcb.so.1         libx11-xcb1             libx11
libxkbcommon-x11.so.0   libxkbcommon-x11-0      libxkbcommon-x11
libxcb-cursor.so.0      libxcb-cursor0          xcb-util-cursor
libxcb-icccm.so.4       libxcb-icccm4           xcb-util-wm
libxcb-util.so.1        libxcb-util1            xcb-util
libxcb-image.so.0       libxcb-image0           xcb-util-image
libxcb-keysyms.so.1     libxcb-keysyms1         xcb-util-keysyms
libxcb-render-util.so.0 libxcb-render-util0     xcb-util-renderutil
libxcb-randr.so.0       libxcb-randr0           libxcb
libxcb-render.so.0      libxcb-render0          libxcb
libxcb-shape.so.0       libxcb-shape0           libxcb
libxcb-shm.so.0         libxcb-shm0             libxcb
libxcb-sync.so.1        libxcb-sync1            libxcb
libxcb-xfixes.so.0      libxcb-xfixes0          libxcb
libxcb-xkb.so.1         libxcb-xkb1             libxcb
"

package_manager() {
    local name
    for name in apt-get dnf pacman brew; do
        if command -v "$name" >/dev/null 2>&1; then echo "$name" && return; fi
    done
    echo none
}

may_be_root() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages REASON PACKAGE…: asks the system's package manager; where that cannot be done,
# prints the line to run and goes on.
install_packages() {
    local reason=$1 manager command update=""
    shift
    manager=$(package_manager)
    case $manager in
        apt-get)
            command="apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends"
            update="apt-get -o DPkg::Lock::Timeout=300 update"
            ;;
        dnf) command="dnf install -y" ;;
        pacman) command="pacman -S --needed --noconfirm" ;;
        *) say "$reason is missing; please install: $*" && return 1 ;;
    esac
    if may_be_root; then
        say "$reason is missing, installing with $manager: $*"
        # shellcheck disable=SC2086
        if as_root env DEBIAN_FRONTEND=noninteractive $command "$@"; then return; fi
        # shellcheck disable=SC2086
        if [ -n "$update" ] && as_root $update &&
            as_root env DEBIAN_FRONTEND=noninteractive $command "$@"; then return; fi
    fi
    say "$reason is missing and could not be installed from here. Please run:"
    printf '    sudo %s' "$command" >&2
    printf " '%s'" "$@" >&2
    printf '\n' >&2
    return 1
}

# suitable PYTHON: one that photoclip runs on, with the standard library complete.
suitable() {
    "$1" -c '
import sys
assert (3, 11) <= sys.version_info[:2] < (3, 14)
import ctypes, sqlite3, ssl, venv
' >/dev/null 2>&1
}

# lacks PYTHON: what making an environment with it and compiling hnswlib would miss, a word each.
lacks() {
    "$1" -c '
import importlib.util, pathlib, shutil, sysconfig
if importlib.util.find_spec("ensurepip") is None:
    print("ensurepip")
if not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists():
    print("headers")
if not shutil.which((sysconfig.get_config_var("CXX") or "c++").split()[0]):
    print("compiler")
'
}

# find_python: the newest suitable Python, one that lacks nothing before any other. Every place on
# PATH is tried, because the first may be a shim that leads nowhere.
find_python() {
    local name path second=""
    for name in ${PHOTOCLIP_PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
        while read -r path; do
            suitable "$path" || continue
            if [ -z "$(lacks "$path")" ] || [ "$name" = "${PHOTOCLIP_PYTHON:-}" ]; then
                echo "$path" && return
            fi
            second=${second:-$path}
        done < <(type -aP "$name" 2>/dev/null)
    done
    [ -n "$second" ] && echo "$second"
}

# install_python: where the machine has no suitable Python but its package manager may.
install_python() {
    local version
    case $(package_manager) in
        apt-get)
            for version in 3.13 3.12 3.11; do
                apt-cache show "python$version-venv" >/dev/null 2>&1 || continue
                install_packages "Python $version" "python$version-venv" "python$version-dev"
                return
            done
            ;;
        dnf) install_packages "Python 3.13" python3.13 "pkgconfig(python-3.13)" && return ;;
        brew) say "Python 3.13 is missing, installing with brew." && brew install python@3.13 && return ;;
    esac
    return 1
}

# install_tools PYTHON: what `lacks` names.
install_tools() {
    local missing version packages=""
    missing=$(lacks "$1" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    case $(package_manager) in
        apt-get)
            case $missing in *compiler*) packages="$packages g++" ;; esac
            case $missing in *headers*) packages="$packages python$version-dev" ;; esac
            case $missing in *ensurepip*) packages="$packages python$version-venv" ;; esac
            ;;
        dnf)
            case $missing in *compiler*) packages="$packages gcc-c++" ;; esac
            case $missing in *headers*) packages="$packages pkgconfig(python-$version)" ;; esac
            ;;
        pacman) packages="gcc" ;;
        *) say "a C++ compiler or Python's headers are missing (on macOS: xcode-select --install)." ;;
    esac
    # shellcheck disable=SC2086
    [ -z "$packages" ] || install_packages "What compiling hnswlib takes" $packages || true
}

# install_qt_libraries PYTHON: what Qt loads and the machine lacks. Only Linux needs any.
install_qt_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    local missing packages="" library apt pacman manager
    missing=$("$1" -c '
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
' $(echo "$qt_libraries" | awk '{print $1}'))
    [ -n "$missing" ] || return 0
    manager=$(package_manager)
    while read -r library apt pacman; do
        case " $(echo "$missing" | tr '\n' ' ')" in *" $library "*) ;; *) continue ;; esac
        case $manager in
            apt-get) packages="$packages $apt" ;;
            dnf) packages="$packages $library()(64bit)" ;;
            pacman) packages="$packages $pacman" ;;
            *) packages="$packages $library" ;;
        esac
    done <<<"$qt_libraries"
    # shellcheck disable=SC2086
    install_packages "A library of the window" $packages ||
        say "going on: everything but the window works without it."
}

# install_requirements WHAT: the packages that pyproject.toml names. Up to three attempts, because
# networks hiccup; what has arrived is not fetched again. Only a terminal gets the progress.
install_requirements() {
    local target=. quiet="" attempt
    [ -t 2 ] || quiet=--quiet
    [ "$1" = program ] || target=".[$1]"
    say "installing the Python packages; the first time takes some minutes."
    for attempt in 1 2 3; do
        # shellcheck disable=SC2086
        if (cd "$checkout" && "$environment/bin/python" -m pip install $quiet \
            --disable-pip-version-check --retries 8 --timeout 60 --editable "$target"); then
            return
        fi
        [ "$attempt" = 3 ] || { say "that failed, trying again." && sleep $((attempt * 10)); }
    done
    say "the Python packages could not be installed; the reason stands above."
    return 1
}

# make_environment WHAT ("program" or "test"): does nothing where pyproject.toml has not changed
# since it last succeeded.
make_environment() {
    local python=$environment/bin/python base state stamp
    if ! suitable "$python" || ! "$python" -m pip --version >/dev/null 2>&1; then
        base=$(find_python) || { install_python && base=$(find_python); } || {
            say "needs Python 3.11, 3.12 or 3.13, and found none (PHOTOCLIP_PYTHON may name one)."
            return 3
        }
        install_tools "$base"
        say "making .venv with $("$base" --version) ($base)."
        "$base" -m venv --clear "$environment" || return 3
    fi
    install_qt_libraries "$python"
    state=$("$python" -c '
import hashlib, pathlib, sys
print(hashlib.sha256(pathlib.Path(sys.argv[1]).read_bytes()).hexdigest(), sys.version.split()[0])
' "$checkout/pyproject.toml")
    for stamp in test "$1"; do # the test environment holds the program's
        if [ "$(cat "$environment/photoclip-$stamp.stamp" 2>/dev/null)" = "$state" ]; then return; fi
    done
    "$python" -c 'import hnswlib' 2>/dev/null || install_tools "$python"
    install_requirements "$1" || return 3
    printf '%s\n' "$state" >"$environment/photoclip-$1.stamp"
}
