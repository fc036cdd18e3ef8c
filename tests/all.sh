#!/usr/bin/env bash
# Runs every test of the project: format, lints, unit tests, complaint fixtures, golden sites,
# transcripts, properties, and the browser tests. Needs Rust; installs the rest when it is missing.
# What cannot be run on this machine is said in a line that begins with SKIPPED.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s (after %d s)\n' "$*" "$SECONDS"; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install() {
    command -v apt-get > /dev/null || {
        echo "需要先安装：$*" >&2
        exit 2
    }
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" > /dev/null
}

# Whether this account may make a small disk.
may_mount() {
    local at ended=1
    at=$(mktemp -d)
    if mount -t tmpfs -o size=64k tmpfs "$at" 2> /dev/null; then
        umount "$at" && ended=0
    fi
    rmdir "$at"
    return $ended
}

# Whether programs for Windows can be built and started here: the first time their tools are fetched.
may_run_windows() {
    local at ended=1
    export WORK="${WORK:-${XDG_CACHE_HOME:-$HOME/.cache}/gongkai-windows}"
    at=$(mktemp -d)
    if { [ -e "$WORK/ready" ] || bash "$windows/winsetup.sh"; } > /dev/null 2>&1 \
        && bash "$windows/winrun.sh" "$at" cmd /c ver > /dev/null 2>&1; then
        ended=0
    fi
    rmdir "$at"
    return $ended
}

run() { cargo test --profile checked --quiet "$@"; }

say "what the tests need"
missing=()
command -v chromium > /dev/null || command -v chromium-browser > /dev/null || missing+=(chromium)
command -v node > /dev/null || missing+=(nodejs)
command -v npm > /dev/null || missing+=(npm)
command -v fc-list > /dev/null || missing+=(fontconfig)
# Other Chinese fonts lack the rare characters that sheets are tried with.
fc-list 2> /dev/null | grep -q 'NotoSerifCJK' || missing+=(fonts-noto-cjk)
command -v pdfinfo > /dev/null || missing+=(poppler-utils)
# It writes the Word documents that are imported.
command -v python3 > /dev/null || missing+=(python3)
# It fetches packages with documents of other programs in them, and pandoc.
python3 -m pip --version > /dev/null 2>&1 || missing+=(python3-pip)
# Paper is laid out with the widths of Times, and the printed pages are measured.
fc-list 2> /dev/null | grep -qiE 'LiberationSerif|Times New Roman' || missing+=(fonts-liberation)
[ ${#missing[@]} = 0 ] || install "${missing[@]}"
(cd tests/browser && npm install --silent --no-audit --no-fund)

say "format"
cargo fmt --check

say "lints"
cargo clippy --all-targets --quiet -- -D warnings

say "tests"
# What is random is tried more often here than in a bare `cargo test`.
GONGKAI_FUZZ="${GONGKAI_FUZZ:-200000}" run

say "a full disk"
if may_mount; then
    run --test program -- --ignored a_full_disk a_disk_that_fills_up
else
    echo "SKIPPED: a full disk; only an administrator may make a small one"
fi

say "real servers"
# They mostly wait, so that the tests behind them run meanwhile.
servers=""
if [ "$(id -u)" = 0 ] && may_mount; then
    missing=()
    command -v openssl > /dev/null || missing+=(openssl)
    command -v ssh-keygen > /dev/null || missing+=(openssh-client)
    command -v dpkg > /dev/null || missing+=(dpkg)
    [ ${#missing[@]} = 0 ] || install "${missing[@]}"
    cargo build --profile checked --quiet
    said=$(mktemp)
    python3 tests/deploy/servers.py "${CARGO_TARGET_DIR:-target}/checked/gongkai" > "$said" 2>&1 &
    servers=$!
    trap 'kill "$servers" 2> /dev/null || true' EXIT
else
    echo "SKIPPED: real servers; only an administrator may start them as others and make a small disk"
fi

say "Word documents"
run --lib -- --ignored the_corpus_is_read
run --test program -- --ignored word_documents_become_entries

say "Word documents of other programs"
run --lib -- --ignored documents_of_other_programs

say "received texts"
if [ -d "${GONGKAI_SAMPLES:-../shared/samples}" ]; then
    run --test program -- --ignored received_texts
else
    echo "SKIPPED: received texts; no folder ${GONGKAI_SAMPLES:-../shared/samples}"
fi

say "browser tests"
run --test browser -- --ignored

if [ -n "$servers" ]; then
    say "what the real servers said"
    ended=0
    wait "$servers" || ended=$?
    trap - EXIT
    cat "$said"
    rm -f "$said"
    [ $ended = 0 ] || exit $ended
fi

say "the Windows program"
windows="${GONGKAI_WINDOWS:-../shared/windows}"
if [ ! -e "$windows/winbuild.sh" ]; then
    echo "SKIPPED: the Windows program; there is no $windows/winbuild.sh"
elif [ "$(id -u)" != 0 ] || ! may_run_windows; then
    echo "SKIPPED: the Windows program; only an administrator who may start wine in a folder of its own can try it"
elif [ "$SECONDS" -gt 2700 ]; then
    echo "SKIPPED: the Windows program; the tests before it took more than 45 minutes"
else
    # All of its cases; of the hundred builds that are killed when it runs by itself, some.
    GONGKAI_KILLS="${GONGKAI_KILLS:-10}" bash tests/windows.sh "$windows/winrun.sh"
fi

say "everything passed"
