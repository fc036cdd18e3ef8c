#!/usr/bin/env bash
# The Windows program put through what a school does with it: tests/windows/suite.py.
#
#   tests/windows.sh RUNNER     RUNNER FOLDER EXE [ARGUMENTS…] starts EXE with FOLDER as the current folder, as
#                               ../shared/windows/winrun.sh does under wine; beside it, winbuild.sh builds
#   tests/windows.sh            on Windows itself, in Git's bash
#
# GONGKAI_EXE names a program that is built already; GONGKAI_CASES the cases to run, by parts of their names; GONGKAI_HERE a
# program of this system, with whose outputs its own are compared.
set -euo pipefail
runner="${1:+$(realpath "$1")}"
cd "$(dirname "$0")/.."
driver=tests/windows/driver

if [ -n "$runner" ]; then
    builder="$(dirname "$runner")/winbuild.sh"
    # Its toolchain, and what it builds, stay for the next time; what this system builds lies elsewhere.
    export WORK="${WORK:-${XDG_CACHE_HOME:-$HOME/.cache}/gongkai-windows}"
    # tools/dist.sh builds what runs fastest; what is tried here does the same and is there in half the time.
    quick=(CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16)
    target="$WORK/target-tests"
    built() { env "${quick[@]}" CARGO_TARGET_DIR="$target" bash "$builder" "$@" > /dev/null; }
    built "$driver"
    [ -n "${GONGKAI_EXE:-}" ] || built "$PWD" --bin gongkai
    tool="$target/x86_64-pc-windows-gnu/release/windows-driver.exe"
    exe="${GONGKAI_EXE:-$target/x86_64-pc-windows-gnu/release/gongkai.exe}"
    if [ -z "${GONGKAI_HERE:-}" ]; then
        cargo build --profile checked --quiet
        export GONGKAI_HERE="${CARGO_TARGET_DIR:-target}/checked/gongkai"
    fi
else
    [ -n "${GONGKAI_EXE:-}" ] || cargo build --release --quiet
    cargo build --release --quiet --manifest-path "$driver/Cargo.toml" --target-dir "${CARGO_TARGET_DIR:-target}"
    ending=""
    [ "${OS:-}" != Windows_NT ] || ending=.exe
    tool="${CARGO_TARGET_DIR:-target}/release/windows-driver$ending"
    exe="${GONGKAI_EXE:-${CARGO_TARGET_DIR:-target}/release/gongkai$ending}"
fi
python=python3
command -v python3 > /dev/null || python=python
GONGKAI_HERE="${GONGKAI_HERE:+$(realpath "$GONGKAI_HERE")}" PYTHONUTF8=1 exec "$python" tests/windows/suite.py "$exe" "$tool" "$runner"
