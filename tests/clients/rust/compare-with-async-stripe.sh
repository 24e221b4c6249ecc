#!/usr/bin/env bash
# Compares the client with async-stripe, as ratios: the CPU seconds of a first debug build, and the time of a call over the same emulator.
# docs/rust.md has the figures.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
TIMEFORMAT="%U %S"

# Prints the CPU seconds of a first build with a dependency, without the downloads.
first_build() {
  cargo new --quiet --vcs none "$work/$1"
  cd "$work/$1"
  while read -r dependency; do
    # Each line has the arguments for one dependency.
    # shellcheck disable=SC2086
    cargo add --quiet $dependency
  done
  cargo add --quiet tokio@1 --features rt,macros
  cargo fetch --quiet
  # The shell writes the times to the descriptor that cargo's messages do not go to.
  { time cargo build --quiet 2>&3; } 3>&2 2>&1 | awk '{ print $1 + $2 }'
}

ours=$(first_build ours <<<"stripe-secret-store --path $root --no-default-features --features reqwest")
theirs=$(first_build theirs <<'DEPENDENCIES'
async-stripe@=1.0.0-rc.10 --no-default-features --features rustls-ring,rustls-tls-webpki-roots
async-stripe-connect@=1.0.0-rc.10 --features apps_secret
DEPENDENCIES
)
awk -v ours="$ours" -v theirs="$theirs" 'BEGIN { printf "first build: %d s of CPU, and %d s with async-stripe: %.2f\n", ours, theirs, ours / theirs }'

cd "$root"
cargo build --quiet --release --locked -p secret-store-emulator --bin secret-store-emulator
cargo build --quiet --release --locked --features native --bin compare-with-async-stripe --manifest-path tests/clients/rust/Cargo.toml --target-dir target/rust-clients
mkfifo "$work/address"
target/release/secret-store-emulator --port 0 >"$work/address" &
server=$!
read -r line <"$work/address"
EMULATOR_URL="${line##* }" target/rust-clients/release/compare-with-async-stripe time
