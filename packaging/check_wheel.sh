#!/usr/bin/env bash
# Builds sdist and wheel, and checks them in an environment that holds nothing else:
#
#   bash packaging/check_wheel.sh [OUT]
#
# OUT (default: dist) keeps the two files. The wheel that the sdist makes must be the same, byte for
# byte. PHOTOCLIP_PYTHON names the Python; PHOTOCLIP_TORCH, where set, the words for pip that fetch
# torch and torchvision from elsewhere than PyPI.
set -euo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=${1:-$checkout/dist}
python=${PHOTOCLIP_PYTHON:-python3}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
say() { printf 'photoclip: %s\n' "$*"; }

"$python" -m venv "$place/builder"
"$place/builder/bin/python" -m pip install --quiet "hatchling>=1.27,<2"
build() { (cd "$1" && "$place/builder/bin/python" -m hatchling build --directory "$2" --target "$3" >/dev/null); }
mkdir -p "$out"
out=$(cd "$out" && pwd)
rm -f "$out"/photoclip-*.whl "$out"/photoclip-*.tar.gz
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1580601600}
build "$checkout" "$out" sdist
build "$checkout" "$out" wheel
wheel=$(echo "$out"/photoclip-*.whl)
say "$(cd "$out" && du -m photoclip-*.whl photoclip-*.tar.gz | tr '\n\t' ', ')MB"

mkdir "$place/unpacked" "$place/again"
tar -xzf "$out"/photoclip-*.tar.gz -C "$place/unpacked"
build "$(echo "$place"/unpacked/photoclip-*)" "$place/again" wheel
cmp "$wheel" "$place/again/$(basename "$wheel")" || { say "the sdist makes another wheel" && exit 1; }
say "the sdist makes the same wheel"

"$python" -m venv "$place/empty"
# shellcheck disable=SC2086  # words for pip
[ -z "${PHOTOCLIP_TORCH:-}" ] || "$place/empty/bin/python" -m pip install --quiet $PHOTOCLIP_TORCH
"$place/empty/bin/python" -m pip install --quiet "$wheel"
"$place/empty/bin/python" -m pip check
say "installed into an empty environment: $(du -sm "$place/empty" | cut -f1) MB"

# What resources/ holds is in the wheel, file by file and byte for byte.
installed=$("$place/empty/bin/python" -I -c 'from photoclip.paths import resources; print(resources())')
case $installed in "$place"/*) ;; *) say "the resources are not the wheel's: $installed" && exit 1 ;; esac
diff -r "$checkout/resources" "$installed"
say "$(find "$installed" -type f | wc -l) files of resources/, equal"

"$python" "$checkout/packaging/old_library.py" "$place/old"
cd "$place"
env -u PYTHONPATH bash "$checkout/packaging/check_program.sh" "$place/empty/bin/photoclip" \
    "$installed/sample" "$place/old" "Python's packages"
say "the wheel works"
