#!/usr/bin/env bash
# The README's first command: makes the environment, then runs the demo, in a window where there is
# a display. Arguments go to `photoclip demo`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

say "installs photoclip and the Python packages it needs (PyTorch is the big one) into .venv, and system libraries of Qt and a C++ compiler only where they are missing."
make_environment program >&2
if [ "$(uname -s)" != Darwin ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    set -- --headless "$@"
fi
exec "$environment/bin/photoclip" demo "$@"
