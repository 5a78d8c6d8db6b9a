#!/usr/bin/env bash
# The launcher alone, with a Java and a Maven that only note how they were called. Takes a few seconds.
set -uo pipefail

repository=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/breakdex launcher.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# ---------------------------------------------------------------- a checkout with pretended tools
checkout="$work/check out"
mkdir -p "$checkout/sync-cli/src/main" "$checkout/sync-bench/src/main" "$work/bin" "$work/jdk/bin"
cp "$repository/breakdex" "$checkout"
touch "$checkout/pom.xml" "$checkout/sync-cli/pom.xml" "$checkout/sync-cli/src/main/Main.java"
export JAVA_HOME=$work/jdk BUILDS=$work/builds PATH=$work/bin:$PATH

jdk() { printf 'JAVA_VERSION="%s"\nJAVA_RUNTIME_VERSION="%s+1"\n' "$1" "$1" >"$work/jdk/release"; }
tool() { # tool PATH: its text from standard input
    cat >"$1"
    chmod +x "$1"
}
jdk 17.0.9
# Prints its locale, then each argument on a line of its own. While classes are archived, it makes the archive.
tool "$work/jdk/bin/java" <<'JAVA'
#!/bin/sh
printf 'LC_ALL=%s\n' "${LC_ALL:-}"
for argument; do
    case $argument in -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}" ;; esac
    printf '%s\n' "$argument"
done
exit 7
JAVA
tool "$work/jdk/bin/javac" </dev/null
tool "$work/jdk/bin/jar" </dev/null
tool "$work/bin/mvn" <<'MVN'
#!/bin/sh
echo begun >>"$BUILDS"
sleep 0.3
[ ! -e "$BUILDS.break" ] || { echo "[ERROR] Main.java:7 is wrong"; exit 1; }
mkdir -p sync-cli/target/breakdex/lib
touch sync-cli/target/breakdex/lib/one.jar sync-cli/target/breakdex/lib/two.jar
echo ended >>"$BUILDS"
MVN

# ---------------------------------------------------------------- checking
start() { # start NAME-OF-SCRIPT ARGUMENT...: sets $out, $err and $code
    code=0
    "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
    out=$(<"$work/out")
    err=$(<"$work/err")
}
check() { # check NAME CONDITION...
    local name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        printf 'ok      %s\n' "$name"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n  code %s\n  out: %s\n  err: %s\n' "$name" "$code" "$out" "$err"
    fi
}
has_line() { grep -qxF -- "$2" <<<"$1"; }
has_text() { [[ $1 == *"$2"* ]]; }
has_not() { [[ $1 != *"$2"* ]]; }
builds() { [[ $(grep -c begun "$BUILDS" 2>/dev/null) -eq $1 ]]; }
# No build began before the one before it had ended.
one_after_the_other() { [[ $(paste -sd, "$BUILDS") != *begun,begun* ]]; }

bd=$checkout/breakdex
ln -s "check out/breakdex" "$work/linked"
ln -s ../linked "$checkout/linked twice"

start "$bd" status
check "the first start builds, with one line that says so" test "$err" = "breakdex: building (first run, about a minute)…"
check "…once" builds 1
check "…and ends with the exit code of the command" test "$code" -eq 7
start "$bd" status --json
check "the second start builds nothing and says nothing" test "$err" = ""
check "…and did not build" builds 1
check "arguments arrive" has_line "$out" --json
check "the class path has all jars" has_text "$out" "$checkout/sync-cli/target/breakdex/lib/one.jar"
check "an archive of classes is used" has_line "$out" \
    "-XX:SharedArchiveFile=$checkout/sync-cli/target/breakdex/cds/17.0.9+1.jsa"
check "a quick command does without the second compiler" has_line "$out" -XX:TieredStopAtLevel=1

start "$bd" --home "$work/ho me" backup "a b" ""
check "a command that hashes has the second compiler" has_not "$out" TieredStopAtLevel
check "a home with a space is one argument" has_line "$out" "$work/ho me"
check "an empty argument stays" test "$(tail -n 1 "$work/out")" = ""
start "$bd" --home status backup x
check "a home that is called status is not the command" has_not "$out" TieredStopAtLevel

start "$work/linked" status
check "through a symbolic link" test "$code" -eq 7
start "$checkout/linked twice" status
check "through two, one of them relative" test "$code" -eq 7
cd "$checkout" || exit 1
start sh breakdex status
check "from its own folder, as an argument of sh" test "$code" -eq 7
cd / || exit 1

touch "$checkout/sync-bench/src/main/Bench.java"
start "$bd" status
check "a bench that changed is no reason to build" builds 1
touch "$checkout/sync-cli/src/main/Main.java"
start "$bd" status
check "a source that changed is" test "$err" = "breakdex: building (sources changed)…"
rm "$checkout/sync-cli/src/main/Main.java"
start "$bd" status
check "a source that was removed is" builds 3

touch "$checkout/pom.xml" "$BUILDS.break"
start "$bd" status
check "a build that fails ends the start" test "$code" -eq 1
check "…and shows why" has_text "$err" "Main.java:7 is wrong"
rm "$BUILDS.break"
start "$bd" status
check "the next start builds again" test "$code" -eq 7

start env -u LANG -u LC_ALL -u LC_CTYPE "$bd" status
check "without a locale, Java gets UTF-8" grep -qiE '^LC_ALL=.*utf-?8$' "$work/out"
start env LC_ALL=POSIX "$bd" status
check "in the POSIX locale, Java gets UTF-8" grep -qiE '^LC_ALL=.*utf-?8$' "$work/out"

jdk 25.0.1
start "$bd" status
check "another Java has an archive of its own" has_text "$out" "/cds/25.0.1+1.jsa"
check "…and no build" test "$err" = ""
check "…and may call native code" has_line "$out" --enable-native-access=ALL-UNNAMED
jdk 11.0.2
start "$bd" status
check "an old Java is refused" has_text "$err" "needs Java 17 or newer"
check "…with a code that is not zero" test "$code" -ne 0
jdk 17.0.9
start env JAVA_HOME=/nowhere "$bd" status
check "a JAVA_HOME without Java is named" has_text "$err" "JAVA_HOME is /nowhere"

# ---------------------------------------------------------------- several at once, with both kinds of lock
mkdir "$work/without flock"
for tool in /bin/* /usr/bin/*; do
    [[ ${tool##*/} == flock ]] || ln -sf "$tool" "$work/without flock/"
done
together() { # together PATH
    : >"$BUILDS"
    touch "$checkout/pom.xml"
    for _ in 1 2 3; do PATH=$1 "$bd" status >/dev/null 2>&1 </dev/null & done
    wait
}
for path in "$PATH" "$work/bin:$work/without flock"; do
    together "$path"
    check "three starts at once build once" builds 1
    : >"$BUILDS"
    touch "$checkout/pom.xml"
    PATH=$path "$bd" status >/dev/null 2>&1 </dev/null &
    victim=$!
    until grep -q begun "$BUILDS"; do sleep 0.01; done
    kill -9 "$victim"
    wait "$victim" 2>/dev/null
    start env PATH="$path" "$bd" status
    check "after a builder was killed the next start builds" test "$code" -eq 7
done
together "$PATH"
check "builds do not run into each other" one_after_the_other

# ---------------------------------------------------------------- installed
mkdir -p "$work/installed/bin"
cp "$bd" "$work/installed/bin"
cp -R "$checkout/sync-cli/target/breakdex/." "$work/installed"
: >"$BUILDS"
start "$work/installed/bin/breakdex" status
check "installed, it runs beside its lib folder" has_text "$out" "$work/installed/lib/one.jar"
check "…and builds nothing" builds 0

printf 'launcher: %d passed, %d failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]
