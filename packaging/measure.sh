#!/usr/bin/env bash
# Measures this machine again: every benchmark of speed, saved as JSON, and the tables of the page.
#
#   bash packaging/measure.sh DIR            about an hour on two cores; DIR takes the JSON files
#   bash packaging/measure.sh DIR rescan …   only those
#
# `photoclip bench table DIR/*.json` prints the tables of docs/measurements.md.
set -euo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
photoclip=${PHOTOCLIP:-$checkout/.venv/bin/photoclip}
[ $# -gt 0 ] || { echo "usage: measure.sh DIR [NAME …]" >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

measure() {
    local name=$1
    shift
    case " $wanted " in "  " | *" $name "*) ;; *) return 0 ;; esac
    echo "$name …" >&2
    "$photoclip" bench "$@" --home "$scratch" --json > "$folder/$name.json.part"
    mv "$folder/$name.json.part" "$folder/$name.json"
}

wanted="$*"
# One thread for the exact scan, as the engine has it.
export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1}
measure rescan rescan
measure scan scan
measure embed embed
measure thumbnails thumbnails
measure personalize personalize
measure grid grid
for photos in 20000 100000; do
    measure "search-$photos-exact" search --photos "$photos" --dim 512 --exact
    measure "search-$photos-hnsw" search --photos "$photos" --dim 512
    measure "search-$photos-lancedb" search --photos "$photos" --dim 512 --index lancedb
done
measure search-1000000-hnsw search --photos 1000000 --dim 512
