#!/usr/bin/env bash
# Makes what is handed out, from a checkout without changes, into a folder (dist/ when none is named):
#
#   tools/dist.sh [windows|linux|macos] [FOLDER]     this system's own without a name
#
# gongkai-VERSION-windows.zip   the exe, which makes a site when it is started, and 使用说明.html. On Windows by MSVC; elsewhere
#                               by MinGW through ../shared/windows/winbuild.sh, or the script that GONGKAI_WINBUILD names
# gongkai-VERSION-linux.tar.gz  a program without libraries; needs Rust's target x86_64-unknown-linux-musl and musl-gcc
# gongkai-VERSION-macos.tar.gz  on a Mac
# SHA256SUMS                    of all that lies in the folder
#
# It is compiled for longer than `cargo build --release` does, to a smaller file: tools/dist.toml.
# Two builds of one commit by the same compiler are the same bytes, wherever the checkout lies.
set -euo pipefail
cd "$(dirname "$0")/.."

case "$(uname -s)" in
    Linux) here=linux ;;
    Darwin) here=macos ;;
    *) here=windows ;;
esac
what="${1:-$here}"
out="${2:-dist}"
mkdir -p "$out"
out=$(cd "$out" && pwd)
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
python=python3
command -v python3 > /dev/null || python=python

if [ -n "$(git status --porcelain)" ]; then
    echo "改动还没有提交：先提交，或者在干净的检出里运行" >&2
    git status --short >&2
    exit 2
fi
export SOURCE_DATE_EPOCH GONGKAI_COMMIT
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
GONGKAI_COMMIT=$(git rev-parse --short=12 HEAD)

# No path of this machine in the program: not in Rust's panics, not in the C that some crates bring. Flags are parted by the
# character that cargo wants, as paths may have spaces.
native() { if [ "$here" = windows ]; then cygpath -m "$1"; else printf '%s' "$1"; fi; }
root=$(native "$PWD")
cargo_home=$(native "${CARGO_HOME:-$HOME/.cargo}")
flags=""
flag() { flags="$flags${flags:+$'\x1f'}$1"; }
flag "--remap-path-prefix=$root=/gongkai"
flag "--remap-path-prefix=$cargo_home=/cargo"
flag "--remap-path-prefix=$(native "$(rustc --print sysroot)")=/rust"
export CC_SHELL_ESCAPED_FLAGS=1
c_flags="'-ffile-prefix-map=$root=/gongkai' '-ffile-prefix-map=$cargo_home=/cargo'"

case "$what" in
    windows)
        if [ "$here" = windows ]; then
            flag -Ctarget-feature=+crt-static
            flag -Clink-arg=/Brepro
            export CARGO_ENCODED_RUSTFLAGS="$flags"
            target=x86_64-pc-windows-msvc
            cargo build --release --locked --config tools/dist.toml --target "$target"
            program="${CARGO_TARGET_DIR:-target}/$target/release/gongkai.exe"
        else
            builder="${GONGKAI_WINBUILD:-../shared/windows/winbuild.sh}"
            export WORK="${WORK:-${XDG_CACHE_HOME:-$HOME/.cache}/gongkai-windows}"
            export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$WORK/target}"
            flag "--remap-path-prefix=$WORK=/work"
            flag -Clink-arg=-Wl,--no-insert-timestamp
            export CARGO_ENCODED_RUSTFLAGS="$flags"
            export CFLAGS_x86_64_pc_windows_gnu="$c_flags"
            bash "$builder" "$PWD" --locked --config tools/dist.toml --bin gongkai
            program="$CARGO_TARGET_DIR/x86_64-pc-windows-gnu/release/gongkai.exe"
        fi
        ;;
    linux)
        export CARGO_ENCODED_RUSTFLAGS="$flags"
        export CFLAGS="$c_flags"
        target=x86_64-unknown-linux-musl
        cargo build --release --locked --config tools/dist.toml --target "$target"
        program="${CARGO_TARGET_DIR:-target}/$target/release/gongkai"
        ;;
    macos)
        export CARGO_ENCODED_RUSTFLAGS="$flags"
        cargo build --release --locked --config tools/dist.toml
        program="${CARGO_TARGET_DIR:-target}/release/gongkai"
        ;;
    *)
        echo "tools/dist.sh 不会做“$what”，只会 windows、linux、macos" >&2
        exit 2
        ;;
esac
"$python" tools/pack.py "$what" "$version" "$program" "$out"
