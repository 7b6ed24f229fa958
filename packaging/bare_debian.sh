# shellcheck shell=bash
# A bare Debian without Python, for checks of packages. Sourced, not run; takes root and debootstrap.
#
#   make_bare_debian SUITE      makes it in $root, in a folder that goes at the end ($place)
#   in_debian COMMAND           runs a line of sh in it, without a network
#   in_debian_with_network …    the same with one
#   no_python                   fails where there is a Python in it
#   check_in_debian PROGRAM     packaging/check_program.sh for a program in it
#
# PHOTOCLIP_BARE_DEBIAN may name a folder that debootstrap filled before; it is copied.

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
say() { printf 'photoclip: %s\n' "$*"; }

make_bare_debian() {
    place=$(mktemp -d)
    root=$place/root
    trap 'rm -rf --one-file-system "$place"' EXIT
    if [ -n "${PHOTOCLIP_BARE_DEBIAN:-}" ]; then
        cp -a "$PHOTOCLIP_BARE_DEBIAN" "$root"
    else
        debootstrap --variant=minbase "$1" "$root" >"$place/debootstrap.log" ||
            { tail -5 "$place/debootstrap.log" >&2 && exit 1; }
    fi
    cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
    python3 "$checkout/packaging/old_library.py" "$root/check/old"
    cp "$checkout/packaging/check_program.sh" "$root/check/"
    cp -r "$checkout/resources/sample" "$root/check/photos"
    say "a bare Debian ($(cat "$root/etc/debian_version"))"
}

_run() {
    local spaces=$1
    shift
    # Mounts, processes and (without a network) the net of its own: all of it ends with the command.
    # shellcheck disable=SC2016,SC2086  # the inner shell expands; words
    unshare --mount --pid --fork --kill-child $spaces sh -c '
        set -e
        mount --make-rprivate /
        mount -t proc proc "$1/proc"
        mount -t sysfs -o ro sysfs "$1/sys"
        mount --rbind /dev "$1/dev"
        exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/check LC_ALL=C.UTF-8 \
            DEBIAN_FRONTEND=noninteractive chroot "$1" sh -c "$2"
    ' sh "$root" "$*"
}

in_debian() { _run --net "$@"; }
in_debian_with_network() { _run "" "$@"; }

no_python() {
    ! find "$root/usr/bin" "$root/usr/local/bin" "$root/bin/" -name 'python*' | grep . ||
        { say "there is a Python in it" && exit 1; }
}

check_in_debian() { in_debian "bash /check/check_program.sh '$1' /check/photos /check/old 'a package'"; }
