#!/usr/bin/env bash
# Whether the folder that packaging/folder/build.sh made works where there is no Python:
#
#   sudo bash packaging/folder/check.sh FOLDER [SUITE]
#
# In a bare Debian made by debootstrap (which takes root), with Qt's system libraries, no network and an
# empty environment. Prints what it found; the exit status is 0 only if all was well.
set -euo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$checkout/packaging/environment.sh"
source "$checkout/packaging/bare_debian.sh"
folder=$(cd "$1" && pwd)
make_bare_debian "${2:-bookworm}"

packages=$(echo "$qt_libraries" | awk 'NF {print $2}' | tr '\n' ' ')
in_debian_with_network "apt-get -qq update && apt-get -qq install -y --no-install-recommends $packages" >/dev/null
mkdir -p "$root/opt"
cp -a "$folder" "$root/opt/photoclip"
no_python
say "$(du -sm "$folder" | cut -f1) MB"
check_in_debian /opt/photoclip/photoclip
say "the folder works"
