#!/usr/bin/env bash
# Every page of the window in light and dark, at 1280×800 and 2560×1440, as PNG into a folder:
#
#   bash packaging/screenshots.sh [FOLDER] [--pages NAME …] [--encoder NAME]
#
# Needs no screen. The photos are the samples, in a library that is thrown away.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

make_environment program >&2
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
exec "$environment/bin/python" "$checkout/packaging/screenshots.py" "$@"
