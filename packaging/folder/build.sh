#!/usr/bin/env bash
# The folder that runs without Python, made by PyInstaller:
#
#   bash packaging/folder/build.sh cpu|cuda [OUT]       → OUT/photoclip (default: build/VARIANT)
#
# cpu     PyTorch without CUDA. On Linux PyPI's wheel brings CUDA: PHOTOCLIP_TORCH holds the words for pip
#         that fetch torch *and* torchvision from where PyTorch's own page says ("CPU").
#         Windows and macOS get it from PyPI.
# cuda    what `pip install torch` brings on Linux.
#
# PHOTOCLIP_PYTHON       the Python to build with (3.11 to 3.13, with its shared library)
# PHOTOCLIP_ENVIRONMENT  an environment that already holds everything, instead of a new one
# PHOTOCLIP_FREE_VIDEO   1: carry the PyAV that packaging/video/build.sh put into that environment
#
# Build on the oldest system that the package shall run on: its C library is the oldest that will do.
set -euo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
variant=${1:?cpu or cuda}
out=${2:-$checkout/build/$variant}
mkdir -p "$out"
out=$(cd "$out" && pwd)
say() { printf 'photoclip: %s\n' "$*" >&2; }

binaries() { if [ -d "$1/Scripts" ]; then echo "$1/Scripts"; else echo "$1/bin"; fi; }

environment=${PHOTOCLIP_ENVIRONMENT:-}
if [ -z "$environment" ]; then
    environment=$out/environment
    "${PHOTOCLIP_PYTHON:-python3}" -m venv --clear "$environment"
    python=$(binaries "$environment")/python
    # shellcheck disable=SC2086  # words for pip
    [ -z "${PHOTOCLIP_TORCH:-}" ] || "$python" -m pip install --quiet $PHOTOCLIP_TORCH
    # hnswlib would be compiled for this very processor, and end with an illegal instruction on others.
    HNSWLIB_NO_NATIVE=1 "$python" -m pip install --quiet --no-cache-dir --no-binary hnswlib "$checkout" \
        pyinstaller pi-heif
fi
python=$(binaries "$environment")/python

"$python" - "$variant" <<'CHECK'
import sys, torch
cuda = torch.version.cuda is not None
if cuda != (sys.argv[1] == "cuda"):
    sys.exit(f"The environment holds torch {torch.__version__}, which is not for '{sys.argv[1]}'.")
CHECK

QT_QPA_PLATFORM=offscreen "$python" "$checkout/packaging/icons.py" "$checkout/build/icons"
say "building with $("$python" --version), $("$python" -c 'import torch; print("torch", torch.__version__)')"
"$python" -m PyInstaller --noconfirm --log-level WARN --distpath "$out" --workpath "$out/work" \
    "$checkout/packaging/folder/photoclip.spec"
"$python" "$checkout/packaging/folder/licences.py" "$out/photoclip"
# An hnswlib made for the builder's own processor would hold instructions that others lack.
if [ "$(uname -m)" = x86_64 ] && command -v objdump >/dev/null; then
    for library in "$out"/photoclip/_internal/hnswlib*.so; do
        ! objdump -d "$library" | grep -q '%[yz]mm' || { say "$library is not portable" && exit 1; }
    done
fi
rm -rf "$out/work"
say "$(du -sm "$out/photoclip" | cut -f1) MB in $out/photoclip"
