# shellcheck shell=bash disable=SC2034,SC2154,SC2164 # a part of ../dev, which sets -e and these names
# Installs what is missing, and leaves alone what is there. When all is there this takes under a second.
# What no package of the system brings goes to $tools, a folder per version, for all checkouts.

tools=${XDG_CACHE_HOME:-$HOME/.cache}/kundekort/tools
wasm=wasm32-unknown-unknown
rust_version=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
rust_minor=$(echo "$rust_version" | cut -d . -f 2)
cargo_leptos_version=0.3.11
wasm_bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)
export PATH="$root/end2end/node_modules/.bin:$tools/cargo-leptos-$cargo_leptos_version/bin:$tools/wasm-bindgen-cli-$wasm_bindgen_version/bin:$tools/node/node_modules/.bin:$PATH:$HOME/.cargo/bin"

# In what follows no pipe ends in grep -q: it would stop its writer, and pipefail takes that for a failure.
has() { command -v "$1" >/dev/null 2>&1; }

# ensure_tools build|test|bench
ensure_tools() {
  ensure_packages "$1"
  ensure_node
  ensure_rust
  ensure_crate cargo-leptos cargo-leptos "$cargo_leptos_version" --features no_downloads --locked
  ensure_crate wasm-bindgen-cli wasm-bindgen "$wasm_bindgen_version" # its own lock file holds a broken version
  ensure_npm style
  ensure_npm end2end
  [ "$1" = build ] || ensure_chromium
}

# --- Packages of the system -------------------------------------------------------------------

ensure_packages() {
  local missing=
  if ! has cc; then missing="$missing gcc libc6-dev"; fi
  if ! has pkg-config; then missing="$missing pkg-config"; fi
  if grep -q '^name = "openssl-sys"' Cargo.lock && ! pkg-config --exists openssl 2>/dev/null; then missing="$missing libssl-dev"; fi
  if ! has npm; then missing="$missing nodejs npm"; fi
  if ! find_postgres; then missing="$missing postgresql"; fi
  if [ "$1" = bench ] && ! has wrk; then missing="$missing wrk"; fi
  # Mailboxes that tests read; administrators alone have it in their path.
  if [ "$1" = test ] && ! (PATH="$PATH:/usr/sbin:/usr/local/sbin" && has dovecot); then missing="$missing dovecot-imapd"; fi
  if [ "$1" != build ] && [ "$(uname)" = Linux ]; then
    if ! find_chromium || shell_for_the_asking; then missing="$missing chromium-headless-shell"; fi
    # Without Nordic letters in a font, pictures of pages lie.
    if [ ! -d /usr/share/fonts/truetype/noto ]; then missing="$missing fonts-noto-core"; fi
  fi
  [ -n "$missing" ] || return 0
  if [ "$(uname)" = Darwin ]; then
    die "Missing:$missing. On macOS: xcode-select --install; brew install pkg-config openssl node postgresql@17 wrk dovecot"
  fi
  has apt-get || die "Missing:$missing (as Debian names them). Install them and start again."
  may_become_root
  # shellcheck disable=SC2086
  must "System packages:$missing" "up to 4 min" packages apt_install $missing
  find_postgres || die "PostgreSQL 15 or newer is needed, and this system's packages hold an older one."
}

apt_install() {
  local package known=
  as_root apt-get update
  for package in "$@"; do
    # Ubuntu has Chromium only as a snap: there Playwright brings its own (see ensure_chromium).
    case $package in chromium*) has_package "$package" || continue ;; esac
    known="$known $package"
  done
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $known
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Asks for the password here, where the question is seen.
may_become_root() {
  [ "$(id -u)" != 0 ] || return 0
  has sudo || die "Packages must be installed: run this as root, or install sudo."
  sudo -v
}

# --- Node, npm packages, Chromium -------------------------------------------------------------

# Playwright wants Node 20; where the system's is older, npm brings a newer one.
ensure_node() {
  [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ] || return 0
  mkdir -p "$tools/node"
  must "Node 24" "up to 1 min" node npm install --prefix "$tools/node" node@24 npm@11
  hash -r
}

# Installs a folder's npm packages when its lock file is not the one they came from.
ensure_npm() {
  cmp -s "$1/package-lock.json" "$1/node_modules/.installed" || must "npm packages of $1" "up to 1 min" "npm-$1" npm_ci "$1"
}
npm_ci() {
  cd "$1"
  npm ci --no-audit --no-fund
  cp package-lock.json node_modules/.installed
}

has_package() { apt-cache policy "$1" 2>/dev/null | grep 'Candidate: [0-9]' >/dev/null; }

# Chromium without windows does a page in half the time: worth a package where nobody is asked for a
# password and no other browser is wished for.
shell_for_the_asking() {
  [ -z "$wished_chromium" ] && [ "$(id -u)" = 0 ] && ! has chromium-headless-shell && has_package chromium-headless-shell
}

wished_chromium=${CHROMIUM-}
find_chromium() {
  local name
  for name in "${CHROMIUM:-chromium-headless-shell}" chromium google-chrome google-chrome-stable; do
    if has "$name"; then
      CHROMIUM=$(command -v "$name")
      export CHROMIUM
      return 0
    fi
  done
  return 1
}

ensure_chromium() {
  if [ "$(uname)" = Darwin ]; then
    [ -d "/Applications/Google Chrome.app" ] || die "Missing: Chrome. brew install --cask google-chrome"
  elif ! find_chromium && ! ls "$HOME"/.cache/ms-playwright/chromium-* >/dev/null 2>&1; then
    may_become_root
    must "Chromium, by Playwright" "up to 3 min" chromium playwright install --with-deps chromium
  fi
}

# --- Rust -------------------------------------------------------------------------------------

# Whether the toolchain in folder $1 has all that is used here.
complete() { [ -d "$1/lib/rustlib/$wasm/lib" ] && [ -x "$1/bin/cargo-clippy" ] && [ -x "$1/bin/cargo-fmt" ]; }
rustup_complete() {
  rustup toolchain list | grep "^$rust_version" >/dev/null && complete "$(rustup run "$rust_version" rustc --print sysroot)"
}
at_least() { # at_least MINOR COMMAND...: whether this rustc is 1.MINOR or newer
  local minor=$1 found
  shift
  found=$("$@" --version 2>/dev/null | sed 's/^rustc 1\.\([0-9]*\).*/\1/')
  [ "${found:-0}" -ge "$minor" ]
}

# By rustup where it is and reaches its server, else from Debian's packages.
ensure_rust() {
  if has rustup && rustup_complete; then return 0; fi
  if complete /usr && at_least "$rust_minor" /usr/bin/rustc; then
    use_debian
    return 0
  fi
  if ! has rustup && [ "$(uname)" = Linux ] && apt-cache policy rustup 2>/dev/null | grep 'Candidate: [0-9]' >/dev/null; then
    may_become_root
    try "rustup" "up to 1 min" rustup-package apt_install rustup
  fi
  if has rustup; then
    try "Rust $rust_version by rustup" "up to 3 min" rustup rustup_install
    if [ "$code" = 0 ]; then return 0; fi
  fi
  has apt-get || die "Missing: rustup. Install it (its own site says how) and start again."
  may_become_root
  must "Rust from Debian's packages" "up to 4 min" rust-debian debian_rust
  use_debian
}

rustup_install() {
  rustup toolchain list | grep "^$rust_version" >/dev/null || rustup toolchain install "$rust_version" --profile minimal
  rustup component add --toolchain "$rust_version" clippy rustfmt
  rustup target add --toolchain "$rust_version" "$wasm"
}

# cargo, clippy and fmt all have to be Debian's then: PATH alone would leave some with rustup.
use_debian() {
  has rustup || return 0
  rustup toolchain list | grep '^debian' >/dev/null || rustup toolchain link debian /usr
  export RUSTUP_TOOLCHAIN=debian
}

debian_rust() {
  local lld scratch library=/usr/lib/rustlib/$wasm/lib
  as_root apt-get update
  lld=$(apt-cache depends rust-web-llvm | sed -n 's/.*Depends: llvm-\([0-9][0-9]*\)$/lld-\1/p')
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    rustc-web cargo-web rust-web-src rust-web-llvm "$lld" rust-web-clippy rustfmt-web
  # Debian ships no standard library for wasm, but its source: built once, in half a minute.
  scratch=$(mktemp -d)
  cp -r /usr/lib/rustlib/src/rust/library "$scratch"
  cd "$scratch/library"
  RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc __CARGO_DEFAULT_LIB_METADATA=stablestd \
    RUSTFLAGS="-Zforce-unstable-if-unmarked -Cembed-bitcode=yes" \
    /usr/bin/cargo build --release --target "$wasm" -p sysroot --features panic-unwind,compiler-builtins-mem
  as_root mkdir -p "$library"
  as_root cp "$scratch/library/target/$wasm/release/deps/"*.rlib "$library"
  rm -rf "$scratch"
}

# ensure_crate CRATE PROGRAM VERSION OPTIONS...
ensure_crate() {
  local crate=$1 program=$2 version=$3
  shift 3
  if has "$program" && [ "$("$program" --version)" = "$program $version" ]; then return 0; fi
  find_newer_cargo
  mkdir -p "$tools"
  must "$crate $version, once for all checkouts" "up to 8 min" "$crate" cargo_install "$crate" "$version" "$@"
}

cargo_install() {
  local crate=$1 version=$2
  shift 2
  cd "$tools" # away from this checkout's toolchain and settings
  # Without these its release profile takes half an hour and 4 GB, and is no quicker in use.
  # shellcheck disable=SC2086
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
    $newer_cargo install "$crate" --version "$version" --root "$tools/$crate-$version" "$@"
}

# cargo-leptos is built by Rust 1.96 or newer: whichever is here, else rustup's newest, else Debian's.
find_newer_cargo() {
  local name
  for name in stable nightly; do
    if has rustup && at_least 96 rustup run "$name" rustc; then
      newer_cargo="rustup run $name cargo"
      return 0
    fi
  done
  newer_cargo="env RUSTC=/usr/bin/rustc /usr/bin/cargo"
  if at_least 96 /usr/bin/rustc; then return 0; fi
  if has rustup; then
    try "The newest Rust, to build tools with" "up to 3 min" rustup-stable rustup toolchain install stable --profile minimal
    if at_least 96 rustup run stable rustc; then
      newer_cargo="rustup run stable cargo"
      return 0
    fi
  fi
  has apt-get || die "cargo-leptos needs Rust 1.96 or newer: rustup toolchain install stable"
  may_become_root
  must "A newer Rust from Debian's packages" "up to 4 min" rust-debian debian_rust
}
