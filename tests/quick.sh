#!/usr/bin/env bash
# The tests that tell most in seconds: those beside the code, documents, complaint fixtures, golden
# sites and transcripts. `cargo test` runs everything that needs no browser, tests/all.sh the rest.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo test --quiet --lib
cargo test --quiet --test program -- \
    documents:: every_fixture_says every_code_has_a_fixture the_base_site golden:: transcripts::
