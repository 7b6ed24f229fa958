#!/usr/bin/env bash
# The README's second command: checks style, types, layers and behaviour, without a display.
# Arguments go to pytest. The exit status is 0 only if every check passed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

say "installs the same as quickstart.sh and the tools that check it (pytest, mypy, ruff and their like) into .venv."
make_environment test >&2
cd "$checkout"
export PATH="$environment/bin:$PATH" QT_QPA_PLATFORM=offscreen

failed=""
check() {
    say "$*"
    "$@" || failed="$failed${failed:+, }$*"
}
check ruff check
check ruff format --check
check mypy
check lint-imports
[ -z "$failed" ] || say "failed so far: $failed"
# Coverage counts the core without the window, child processes included.
[ $# -gt 0 ] || set -- --cov --cov-report=term:skip-covered --cov-fail-under=90
# What failed gets a second chance alone: a few tests drive real processes against the clock. Whoever reads
# the log sees which these were.
tests() {
    local status=0
    pytest -ra "$@" || status=$?
    [ "$status" -eq 1 ] || return "$status"
    say "once more, what failed"
    pytest -ra --last-failed --last-failed-no-failures none
}
check tests "$@"
[ -z "$failed" ]
