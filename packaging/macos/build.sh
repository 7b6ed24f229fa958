#!/usr/bin/env bash
# The macOS bundle and a disk image of it. Never run yet: no Mac was at hand.
#
#   bash packaging/macos/build.sh OUT          on a Mac, with Python 3.11 to 3.13 (see folder/build.sh)
#
# PHOTOCLIP_IDENTITY     a "Developer ID Application" identity to sign with; without one the bundle is
#                        signed for this machine only, and other Macs ask before they open it
# PHOTOCLIP_NOTARY       the name of a profile that `xcrun notarytool store-credentials` saved: the disk
#                        image is sent to be notarised, and the ticket is put into it
set -euo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
[ "$(uname -s)" = Darwin ] || { echo "This needs a Mac." >&2 && exit 3; }
mkdir -p "$1"
out=$(cd "$1" && pwd)

bash "$checkout/packaging/folder/build.sh" cpu "$out"
app=$out/photoclip.app
identity=${PHOTOCLIP_IDENTITY:--}
options=(--force --sign "$identity" --entitlements "$checkout/packaging/macos/entitlements.plist")
[ "$identity" = - ] || options+=(--options runtime --timestamp)
# The libraries first, the bundle last: its seal covers them.
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
    xargs -0 -n 50 codesign "${options[@]}"
codesign "${options[@]}" "$app"
codesign --verify --deep --strict "$app"

version=$("$app/Contents/MacOS/photoclip" --version | cut -d' ' -f2)
image=$out/photoclip-$version-$(uname -m).dmg
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -quiet -ov -volname photoclip -srcfolder "$stage" -format UDZO "$image"
if [ -n "${PHOTOCLIP_NOTARY:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$PHOTOCLIP_NOTARY" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
