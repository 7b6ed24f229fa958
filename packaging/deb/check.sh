#!/usr/bin/env bash
# Whether the Debian package installs, works, and leaves nothing behind, in a Debian made for this alone:
#
#   sudo bash packaging/deb/check.sh DEB [SUITE]
#
# Makes a bare Debian (default: bookworm) without Python with debootstrap, which takes root. While the
# program runs there it has no network. PHOTOCLIP_NO_LINTIAN=1 leaves out lintian, which takes minutes.
# Prints what it found; the exit status is 0 only if all was well.
set -euo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$checkout/packaging/bare_debian.sh"
deb=$1
make_bare_debian "${2:-bookworm}"

for tool in desktop-file-validate appstreamcli lintian; do
    command -v "$tool" >/dev/null || say "$tool is missing here: not checked with it"
done
linux=$checkout/packaging/linux
! command -v desktop-file-validate >/dev/null || desktop-file-validate "$linux/photoclip.desktop"
! command -v appstreamcli >/dev/null || appstreamcli validate --no-net "$linux"/*.metainfo.xml

cp "$deb" "$root/photoclip.deb"
depends=$(dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/(.*//' | tr -d ' ' | tr '\n' ' ')
# shellcheck disable=SC2086  # words
in_debian_with_network "apt-get -qq update && apt-get -qq install -y --no-install-recommends $depends" >/dev/null
files_of() { (cd "$root" && find usr etc var opt -xdev ! -path 'var/lib/dpkg/*' ! -path 'var/log/*' ! -path 'var/cache/*' | sort); }
files_of >"$place/without"
in_debian "dpkg -i /photoclip.deb" >/dev/null
say "installed with dpkg: $(in_debian "dpkg-query -W -f '\${Version}, \${Installed-Size} kB' photoclip")"
for file in usr/bin/photoclip usr/share/man/man1/photoclip.1.gz usr/share/applications/photoclip.desktop \
    usr/share/metainfo/org.photoclip.photoclip.metainfo.xml usr/share/icons/hicolor/scalable/apps/photoclip.svg \
    usr/share/icons/hicolor/256x256/apps/photoclip.png usr/share/doc/photoclip/copyright; do
    [ -e "$root/$file" ] || { say "$file is missing" && exit 1; }
done
no_python
check_in_debian /usr/bin/photoclip
in_debian "dpkg --verify photoclip"
in_debian "dpkg --purge photoclip" >/dev/null
files_of >"$place/after"
diff "$place/without" "$place/after" || { say "files were left behind" && exit 1; }
say "removed, and nothing was left behind"
# Last, because it takes longest: it looks into each of thousands of files.
if [ -z "${PHOTOCLIP_NO_LINTIAN:-}" ] && command -v lintian >/dev/null; then
    lintian --allow-root --fail-on error "$deb" || { say "lintian found errors" && exit 1; }
fi
