#!/usr/bin/env bash
# Whether an installed photoclip works, whatever it was installed from:
#
#   bash packaging/check_program.sh PHOTOCLIP PHOTOS OLD_LIBRARIES [EXPECTED_ORIGIN]
#
# PHOTOCLIP is the program, PHOTOS a folder of photos (the samples), OLD_LIBRARIES a folder of
# those of early versions (packaging/old_library.py makes it), EXPECTED_ORIGIN what `--version --verbose`
# must say that it comes from ("a package" or "Python's packages"). Needs bash and the usual small tools only, no Python.
set -euo pipefail
program=$1 photos=$2 old=$3 origin=${4:-a package}
place=$(mktemp -d)
window=""
trap '[ -z "$window" ] || kill -KILL "$window" 2>/dev/null; rm -rf "$place"' EXIT
export HOME=$place/user PHOTOCLIP_HOME=$place/none QT_QPA_PLATFORM=offscreen
mkdir -p "$HOME"

say() { printf '  %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
children() { grep -ls "^PPid:[[:space:]]*$1\$" /proc/[0-9]*/status | cut -d/ -f3 || true; }
words() { { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null || true; }
number() { grep -o "\"$1\": *[0-9]*" | head -1 | grep -o '[0-9]*$'; }

"$program" --version | grep -Eq '^photoclip [0-9]+\.[0-9]+' || fail "--version says nothing"
about=$("$program" --version --verbose)
say "$(printf '%s' "$about" | tr '\n' ';')"
case $about in *"from $origin"*) ;; *) fail "it does not come from $origin" ;; esac
missing=$(printf '%s\n' "$about" | grep ' missing$' | grep -v '^av ' || true)
[ -z "$missing" ] || fail "$missing"

started=$SECONDS
demo=$("$program" demo --headless --json) || fail "the demo ended with $?"
found=$(printf '%s' "$demo" | grep -c '"relevance"' || true)
[ "$(printf '%s' "$demo" | number photos)" -ge 24 ] || fail "the demo read too few photos"
[ "$found" -ge 9 ] || fail "the demo found $found photos, not three for each search"
say "demo: $(printf '%s' "$demo" | number photos) photos, $found hits, $((SECONDS - started)) s"

cp -R "$old" "$place/old"
for library in "$place"/old/*; do
    name=$(basename "$library")
    "$program" --home "$library" tags --json | grep -q '"Strand"' || fail "library $name lost its tag"
    "$program" --home "$library" status --json | grep -q '"photos"' || fail "library $name has no status"
done
say "libraries of earlier versions open: $(echo "$place"/old/* | sed "s|$place/old/||g")"

# The window, off the screen: it starts an engine, that one decoders; the command line joins them.
case $(uname -s) in
    Linux) ;;
    *) say "the window was not tried on this system" && exit 0 ;;
esac
home=$place/home
"$program" --home "$home" "$photos" >"$place/out" 2>&1 &
window=$!
engines=0 decoders=0 embedded=0
wanted=$(find "$photos" -name '*.jpg' | wc -l)
for _ in $(seq 600); do
    kill -0 "$window" 2>/dev/null || { cat "$place/out" >&2 && fail "the window closed by itself"; }
    for child in $(children "$window"); do
        case $(words "$child") in *" _engine "*) engines=1 ;; *" _decoder "*) decoders=1 ;; *) continue ;; esac
        for grandchild in $(children "$child"); do
            case $(words "$grandchild") in *" _decoder "*) decoders=1 ;; esac
        done
    done
    [ ! -f "$home/library.db" ] || embedded=$("$program" --home "$home" status --json 2>/dev/null | number embedded || echo 0)
    [ "${embedded:-0}" -lt "$wanted" ] || break
    sleep 0.5
done
[ "${embedded:-0}" -ge "$wanted" ] || fail "the window embedded ${embedded:-0} of $wanted photos"
[ "$engines$decoders" = 11 ] || fail "engine seen: $engines, decoders seen: $decoders"
hits=$("$program" --home "$home" search --json -n 3 "horses on a beach" | grep -c '"relevance"' || true)
[ "$hits" -ge 1 ] || fail "a search beside the window found nothing"
say "window: $embedded photos embedded by its engine and decoders, $hits hits beside it"
family=$(for child in $(children "$window"); do echo "$child" && children "$child"; done)
kill -INT "$window"
for _ in $(seq 100); do kill -0 "$window" 2>/dev/null || break; sleep 0.2; done
! kill -0 "$window" 2>/dev/null || { cat "$home"/logs/* >&2; fail "the window did not close"; }
wait "$window" || fail "the window ended with $?"
window=""
sleep 1
for one in $family; do
    ! kill -0 "$one" 2>/dev/null || fail "a process was left behind: $(words "$one")"
done
"$program" --home "$home" doctor --json >/dev/null || fail "the doctor found something"
say "the window closed, left no process, and the doctor found nothing"
