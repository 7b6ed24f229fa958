#!/usr/bin/env bash
# One file that runs on most Linux systems: an AppImage of the folder that packaging/folder/build.sh made.
# The folder for it is made and run by tests; packing it was never run: appimagetool was not at hand.
#
#   bash packaging/appimage/build.sh FOLDER OUT        needs appimagetool on PATH
#   bash packaging/appimage/build.sh FOLDER OUT --only-folder
set -euo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
app=$out/photoclip.AppDir
linux=$checkout/packaging/linux

rm -rf "$app"
mkdir -p "$app/usr/lib" "$app/usr/bin"
cp -a "$folder" "$app/usr/lib/photoclip"
ln -s ../lib/photoclip/photoclip "$app/usr/bin/photoclip"
install -D -m 644 "$linux/photoclip.desktop" "$app/usr/share/applications/photoclip.desktop"
install -D -m 644 "$linux/org.photoclip.photoclip.metainfo.xml" -t "$app/usr/share/metainfo"
install -D -m 644 "$checkout/resources/icons/photoclip.svg" "$app/usr/share/icons/hicolor/scalable/apps/photoclip.svg"
ln -s usr/share/applications/photoclip.desktop "$app/photoclip.desktop"
ln -s usr/share/icons/hicolor/scalable/apps/photoclip.svg "$app/photoclip.svg"
ln -s photoclip.svg "$app/.DirIcon"
# An AppImage is mounted at a new place each time; the program finds its libraries by its own.
ln -s usr/lib/photoclip/photoclip "$app/AppRun"

[ "${3:-}" = --only-folder ] && exit
command -v appimagetool >/dev/null || { echo "appimagetool is not on PATH." >&2 && exit 3; }
version=$("$folder/photoclip" --version | cut -d' ' -f2)
ARCH=$(uname -m) appimagetool "$app" "$out/photoclip-$version-$(uname -m).AppImage"
rm -rf "$app"
