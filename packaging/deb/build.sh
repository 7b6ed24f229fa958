#!/usr/bin/env bash
# A package for Debian and Ubuntu, of the folder that packaging/folder/build.sh made:
#
#   bash packaging/deb/build.sh FOLDER OUT
#
# Of the folder, not of an environment beside the system's Python: Debian's Python changes with each
# release, has no PySide6 6.9 and no open_clip, and a package must not fetch anything while it is installed.
# Everything lies in /usr/lib/photoclip; Qt's system libraries come from the distribution.
set -euo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$checkout/packaging/environment.sh" # for the table of Qt's libraries
folder=$(cd "$1" && pwd)
out=$2
mkdir -p "$out"
linux=$checkout/packaging/linux
python=${PHOTOCLIP_PYTHON:-$environment/bin/python} # any with photoclip's requirements: for man page and icons
version=$("$folder/photoclip" --version | cut -d' ' -f2)
architecture=$(dpkg --print-architecture)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
umask 022

mkdir -p "$tree"/usr/{bin,lib/photoclip} "$tree"/usr/share/{applications,metainfo,man/man1,doc/photoclip}
cp -a "$folder/." "$tree/usr/lib/photoclip/"
ln -s ../lib/photoclip/photoclip "$tree/usr/bin/photoclip"
install -m 644 "$linux/photoclip.desktop" "$tree/usr/share/applications/"
install -m 644 "$linux/org.photoclip.photoclip.metainfo.xml" "$tree/usr/share/metainfo/"
"$python" "$linux/man_page.py" | gzip -9n >"$tree/usr/share/man/man1/photoclip.1.gz"

QT_QPA_PLATFORM=offscreen "$python" "$checkout/packaging/icons.py" "$tree/icons"
for size in 16 22 24 32 48 64 128 256 512; do
    install -D -m 644 "$tree/icons/photoclip-$size.png" \
        "$tree/usr/share/icons/hicolor/${size}x$size/apps/photoclip.png"
done
install -D -m 644 "$checkout/resources/icons/photoclip.svg" \
    "$tree/usr/share/icons/hicolor/scalable/apps/photoclip.svg"
rm -r "$tree/icons"

doc=$tree/usr/share/doc/photoclip
{
    printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n'
    printf 'Upstream-Name: photoclip\nComment:\n'
    sed 's/^$/./; s/^/ /' "$checkout/NOTICE"
    printf '\nFiles: *\nCopyright: 2026 the photoclip authors\nLicense: Apache-2.0\n'
    printf ' On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.\n'
    printf '\nFiles: usr/lib/photoclip/_internal/photoclip/_resources/models/builtin/*\n'
    printf 'Copyright: 2026 the photoclip authors\nLicense: CC-BY-NC-4.0\n'
    printf ' The licence stands beside the weights, in the file LICENSE.\n'
    printf '\nFiles: usr/lib/photoclip/_internal/*\nCopyright: the authors of each package\nLicense: various\n'
    printf ' Each in /usr/lib/photoclip/licences, a list in PACKAGES.txt there.\n'
} >"$doc/copyright"
printf 'photoclip (%s) unstable; urgency=medium\n\n  * See the file CHANGELOG.md of the source.\n\n -- %s  %s\n' \
    "$version" "The photoclip authors <nobody@localhost>" "$(date -R -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}")" |
    gzip -9n >"$doc/changelog.gz"
install -D -m 644 "$checkout/packaging/deb/lintian-overrides" "$tree/usr/share/lintian/overrides/photoclip"

depends=$(echo "$qt_libraries" | awk 'NF {printf "%s%s", sep, $2; sep = ", "}')
glibc=$(ldd --version | head -1 | grep -o '[0-9.]*$') # the bootloader and libpython are the builder's
mkdir "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: photoclip
Version: $version
Architecture: $architecture
Maintainer: The photoclip authors <nobody@localhost>
Section: graphics
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)
Depends: libc6 (>= $glibc), libstdc++6, $depends
Description: find any photo by describing it
 photoclip searches your photos in words, suggests tags, learns your own
 words from your answers, finds duplicates and keeps albums, all on your own
 machine: photos are opened read-only and nothing is sent anywhere.
CONTROL
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
chmod -R u+rwX,go+rX,go-w "$tree"
# What is not a program needs no right to be run.
find "$tree/usr/lib/photoclip/_internal" -type f -name '*.so*' -exec chmod 644 {} +
chmod 755 "$tree/usr/lib/photoclip/photoclip"

file=$out/photoclip_${version}_$architecture.deb
# zstd: nearly as small as xz for such content, and unpacked many times faster.
dpkg-deb --root-owner-group -Zzstd -z"${PHOTOCLIP_DEB_LEVEL:-10}" --build "$tree" "$file" >&2
say "$(du -m "$file" | cut -f1) MB: $file"
