#!/usr/bin/env bash
# Many workers on one database, in short: the long forms are the scripts themselves, in sync-bench.
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." || exit 1

passed=0
failed=0
try() { # try COMMAND...
    local said rc=0
    said=$("$@" 2>&1) || rc=$?
    if ((rc == 0)); then
        passed=$((passed + 1))
        printf 'ok      %s\n' "$(tail -n 1 <<<"$said")"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n%s\n' "$*" "$said"
    fi
}

try sync-bench/fleet --workers 3 --operations 400 --minutes 1 --every 1000
try sync-bench/stopped-worker --runs 1
try sync-bench/crowd --files 300 --rounds 1
printf 'workers: %d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
