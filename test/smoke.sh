#!/usr/bin/env bash
# The command as a person meets it: the README's minute, then what may go wrong. Real files, real processes.
#
# Usage: test/smoke.sh [WORK_FOLDER]
# Writes only into a temporary folder (or below WORK_FOLDER), which it removes. BREAKDEX names another launcher.
# Two waits are real: a file must be a minute old before its bytes are trusted enough to be freed.
set -uo pipefail

repository=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=test/checks.sh
. "$repository/test/checks.sh"
breakdex=${BREAKDEX:-$repository/breakdex}
work=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/breakdex smoke.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT

# The exit codes of the command.
readonly DONE=0 USAGE=2 INCOMPLETE=3 REFUSED=4 NOT_CONFIGURED=5 UNREACHABLE=6
readonly SETTLE_SECONDS=61

videos=$work/My\ Videos
nas=$work/nas
usb=$work/usb
home=$work/home
passed=0
failed=0

ok() {
    passed=$((passed + 1))
    printf 'ok      %s\n' "$1"
}

fail() { # fail NAME [WHY]
    failed=$((failed + 1))
    printf 'FAILED  %s\n' "$1"
    [[ $# -lt 2 ]] || printf '%s\n' "$2" | sed 's/^/        /'
}

bd() { "$breakdex" --home "$home" "$@"; }

# expect NAME CODES COMMAND...: the command must end with one of the codes ("0" or "3|6"). Its output stays in $output.
expect() {
    local name=$1 codes=$2 rc=0
    shift 2
    output=$("$@" 2>&1 </dev/null) || rc=$?
    if [[ "|$codes|" == *"|$rc|"* ]]; then
        ok "$name"
    else
        fail "$name" "exit code $rc instead of $codes; it said:
$output"
    fi
}

says() { # says NAME TEXT: the last output contains it
    if [[ $output == *"$2"* ]]; then ok "$1"; else fail "$1" "not in the output: $2
$output"; fi
}

holds() { # holds NAME COMMAND...: the command succeeds
    local name=$1
    shift
    local why
    if why=$("$@" 2>&1); then ok "$name"; else fail "$name" "$why"; fi
}

is_gone() { [[ ! -e $1 ]]; }

settle() { # until the youngest file of the library is old enough
    local left=$((SETTLE_SECONDS - (SECONDS - library_made)))
    if ((left > 0)); then sleep "$left"; fi
}

# shellcheck disable=SC2120 # most calls go without the domains, which the first one recorded
backup() { bd backup "$videos" --to "nas=$nas" --to "usb=$usb" "$@"; }

# ---------------------------------------------------------------- nothing there yet
expect "a wrong option is a matter of usage" $USAGE bd backup --no-such-option
expect "help is given" $DONE bd --help
expect "status of an empty home says that nothing is configured" $NOT_CONFIGURED bd status
says "…in the words of the document" "No cloud providers configured — enable iCloud or Google Drive in Settings"

# ---------------------------------------------------------------- the README's minute
mkdir -p "$videos"
cp -R "$repository/examples/." "$videos"
library_made=$SECONDS
expect "two folders on the library's own disk are not two places" $INCOMPLETE backup
expect "free is refused while copies share the library's disk" $REFUSED bd free "$videos/windmill.mp4" --yes
holds "…and the file is still there" test -f "$videos/windmill.mp4"
expect "with their domains named, the backup is complete" $DONE backup --domain nas=closet --domain usb=drawer
holds "nas holds each content once, under its hash" place_is_right "$nas" "$videos"
holds "usb holds each content once, under its hash" place_is_right "$usb" "$videos"
expect "status says that all is well" $DONE bd status
expect "status speaks JSON" $DONE bd status --json
holds "…that a parser reads" python3 -c 'import json,sys; json.loads(sys.argv[1])' "$output"
expect "a second backup has nothing to do" $DONE backup
expect "the list of operations can be read" $DONE bd ops list
expect "doctor finds nothing wrong" $DONE bd doctor
expect "verify finds nothing wrong" $DONE bd verify

# ---------------------------------------------------------------- killed at odd moments
many=$work/many
mkdir "$many"
for i in $(seq 1 40); do head -c $((20000 + i * 977)) /dev/urandom >"$many/clip $i.mp4"; done
killed=0
for i in 1 2 3 4 5; do
    "$breakdex" --home "$work/home2" backup "$many" --to "nas=$work/nas2" --to "usb=$work/usb2" \
        --domain nas=closet --domain usb=drawer >/dev/null 2>&1 </dev/null &
    victim=$!
    sleep "0.$((i * 2 - 1))"
    if kill -9 "$victim" 2>/dev/null; then killed=$((killed + 1)); fi
    wait "$victim" 2>/dev/null
done
holds "at least one of five runs was killed before its end" test "$killed" -gt 0
expect "after kill -9 a run to the end completes the backup" $DONE "$breakdex" --home "$work/home2" backup "$many" \
    --to "nas=$work/nas2" --to "usb=$work/usb2" --domain nas=closet --domain usb=drawer
for place in nas2 usb2; do
    holds "$place is right after kill -9" place_is_right "$work/$place" "$many"
    holds "$place has nothing half done" nothing_half_done "$work/$place"
done
expect "doctor finds nothing wrong after kill -9" $DONE "$breakdex" --home "$work/home2" doctor

# ---------------------------------------------------------------- one place is not enough
expect "one place is not enough" $INCOMPLETE "$breakdex" --home "$work/home3" backup "$many" \
    --to "nas=$work/nas3" --domain nas=closet
expect "free is refused with one copy" $REFUSED "$breakdex" --home "$work/home3" free "$many/clip 1.mp4" --yes
holds "…and the file is still there" test -f "$many/clip 1.mp4"

# ---------------------------------------------------------------- free and restore
settle
expect "the settled library is hashed again" $DONE backup
cp -R "$videos" "$work/before"
expect "free without a terminal and without --yes does nothing" "$USAGE|$REFUSED" bd free "$videos/windmill.mp4"
holds "…and the file is still there" test -f "$videos/windmill.mp4"
expect "free is granted with two proofs in two places" $DONE bd free "$videos/windmill.mp4" "$videos/toprock.mov" --yes
holds "…the file is gone" is_gone "$videos/windmill.mp4"
holds "…the same bytes under another name are not" test -f "$videos/IMG_0042.mp4"
expect "why shows the certificate" $DONE bd why "$videos/windmill.mp4"
says "…with the first copy relied on" nas
says "…with the second copy relied on" usb
expect "what was freed is no reason to worry" $DONE backup
expect "restore brings a file back" $DONE bd restore "$videos/windmill.mp4"
holds "…with the same bytes" cmp "$videos/windmill.mp4" "$videos/IMG_0042.mp4"
expect "restore --all fills a new folder" $DONE bd restore --all --to "$work/restored"
mkdir -p "$work/restored"
restored=$(find "$work/restored" -name windmill.mp4 | head -n 1)
holds "…with every file under its name" same_files "$work/before" "${restored%/*}"
expect "restore --all brings back the rest" $DONE bd restore --all
holds "…and the library is as it was" same_files "$work/before" "$videos"

# ---------------------------------------------------------------- a copy rots
rotten=$(objects "$nas" | head -n 1)
printf 'X' | dd of="$rotten" bs=1 seek=100 conv=notrunc status=none
expect "verify notices one changed byte" $INCOMPLETE bd verify --all
says "…and names the place" nas
bd backup "$videos" --to "nas=$nas" --to "usb=$usb" >/dev/null 2>&1 </dev/null
expect "a backup mends the copy" $DONE backup
holds "…so that it is right again" place_is_right "$nas" "$videos"
expect "verify finds nothing wrong any more" $DONE bd verify --all

# ---------------------------------------------------------------- a place is away
mv "$usb" "$usb.away"
printf 'new' >"$videos/new.mp4"
expect "a place that is away makes the backup incomplete" "$INCOMPLETE|$UNREACHABLE" backup
says "…and is named" usb
holds "…nothing was put in its stead" is_gone "$usb"
mv "$usb.away" "$usb"
expect "when it is back the backup goes on" $DONE backup
holds "…and completes it" place_is_right "$usb" "$videos"

printf 'smoke: %d passed, %d failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]
