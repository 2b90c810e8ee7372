# shellcheck shell=bash disable=SC2034,SC2154,SC2164 # a part of ../dev, which sets -e and these names
# What no compiler checks: which crate may know what, and what the code may not hold. Each function
# prints what it found and fails if that is anything.

# This project's files: what git knows of, and what is new and not ignored.
project_files() {
  git ls-files --cached --others --exclude-standard -- "$@" | sort -u | while read -r file; do
    [ ! -f "$file" ] || printf '%s\n' "$file"
  done
}

# forbid PATTERN [EXCEPT] -- FILES...: lines of these files that match, but those whose
# "file:line:text" matches EXCEPT.
forbid() {
  local pattern=$1 except='^$' found
  [ "$2" = -- ] || { except=$2 && shift; }
  shift 2
  found=$(project_files "$@" | tr '\n' '\0' | xargs -0 grep -nHIE -e "$pattern" | grep -vE -e "$except") || true
  [ -z "$found" ] || { printf '%s\n' "$found" && return 1; }
}

boundaries() {
  check "boundary: domain builds for the browser, alone" "up to 1 min the first time" domain-wasm \
    cargo check -p domain --target "$wasm" --no-default-features --target-dir target/front
  check "boundary: no server's crates in the browser's tree" "" browser-tree browser_tree
  check "boundary: the browser asks by net::ask alone" "" gate browser_asks
  check "boundary: SQL only in server/store" "" gate \
    forbid 'sqlx::query|query(_as|_scalar|_file|_file_as|_file_scalar)?!\(' '^server/store/' -- '*.rs'
  check "boundary: transactions are begun by Store::begin" "" gate \
    forbid 'pool(\(\))?\.begin' '^server/store/src/store\.rs:|^server/(store/)?tests/' -- 'server/store/src/*.rs'
  check "boundary: textareas only by ui::TextArea" "" gate \
    forbid '<textarea' '^app/src/ui/text_area\.rs:|^[^:]*:[0-9]*: *//' -- '*.rs'
  check "boundary: no inner_html" "" gate forbid 'inner_html' '^[^:]*:[0-9]*: *//' -- '*.rs'
  check "boundary: no style attributes (the content policy refuses them)" "" gate \
    forbid '(^|[^[:alnum:]_.-])style(=|:[a-z-]+=)' -- 'app/src/*.rs'
  check "boundary: no allow (expect, with a reason)" "" gate forbid '#!?\[allow\(' -- '*.rs'
  check "boundary: no file of over 400 lines" "" gate short_files
  check "boundary: migrations stay as databases have applied them" "" gate applied_migrations
  check "boundary: nothing new at the top level" "" gate top_level
  check "boundary: no machine's paths, no registry's hosts" "" gate portable
  check "boundary: no addresses in npm's lock files" "" gate forbid '"resolved"' -- '*package-lock.json'
  check "contract.md names tests that are there" "" contract node end2end/check-contract.mjs
}

# leptos_config has regex in its tree, for cargo-leptos; none of it reaches the wasm.
browser_tree() {
  local tree found
  tree=$(cargo tree -p frontend --target "$wasm" -e normal,no-proc-macro --prune leptos_config --prefix none -f '{p}')
  found=$(printf '%s\n' "$tree" | awk '{ print $1 }' | sort -u | grep -E '^(sqlx|tokio|regex|chrono|jiff|time)(-|$)') || true
  [ -z "$found" ] || { printf '%s\n' "$found" && return 1; }
}

# The client of server functions knows all words of all errors: a tenth of what a browser loads.
browser_asks() {
  local names
  names=$(project_files 'app/src/*.rs' | tr '\n' '\0' | xargs -0 awk '/^#\[server/ { on = 1 }
    on && /^pub async fn / { sub(/^pub async fn /, ""); sub(/[(<].*/, ""); print; on = 0 }' | sort -u | paste -sd '|' -)
  [ -n "$names" ] && forbid "::($names)([^[:alnum:]_:]|\$)" '::net::|^[^:]*:[0-9]*: *//' -- 'app/src/browser/*.rs' 'app/src/search/palette.rs'
}

short_files() {
  local file lines bad=0
  while read -r file; do
    if head -n 3 "$file" | grep -i 'generated' >/dev/null; then continue; fi
    lines=$(wc -l <"$file")
    if [ "$lines" -gt 400 ]; then echo "$file: $((lines))" && bad=1; fi
  done < <(project_files '*.rs' '*.ts' '*.mjs' '*.css' '*.sql' '*.sh' dev)
  return "$bad"
}

# Databases know each migration by its checksum: one that was applied anywhere is never changed, what it lacks is
# one of its own. applied.sum has them all; ./dev prepare adds the new ones and changes none. A line goes only
# by hand, and only while its migration has been nowhere.
applied_sums=server/store/applied.sum
applied_migrations() {
  local file bad=0
  (cd server/store/migrations && cksum_of_all) >target/dev/applied.now
  while read -r _ file; do
    echo "$file is not what it was, or gone"
    bad=1
  done < <(grep -vxFf target/dev/applied.now "$applied_sums")
  if grep -vxFf "$applied_sums" target/dev/applied.now; then
    echo "is not in $applied_sums: ./dev prepare adds it"
    bad=1
  fi
  return "$bad"
}
cksum_of_all() {
  local file
  for file in *.sql; do printf '%s %s\n' "$(sha256_of "$file")" "$file"; done
}
sha256_of() {
  if has sha256sum; then sha256sum "$1" | cut -d ' ' -f 1; else shasum -a 256 "$1" | cut -d ' ' -f 1; fi
}
note_migrations() {
  touch "$applied_sums"
  (cd server/store/migrations && cksum_of_all) | while read -r sum file; do
    grep -q " $file\$" "$applied_sums" || printf '%s %s\n' "$sum" "$file" >>"$applied_sums"
  done
}

top_level() {
  local allowed=' Cargo.toml Cargo.lock app frontend server style public end2end README.md rust-toolchain.toml dev ' name bad=0
  while read -r name; do
    case $name in .*) continue ;; esac
    case $allowed in *" $name "*) ;; *) echo "$name" && bad=1 ;; esac
  done < <(project_files | cut -d / -f 1 | sort -u)
  return "$bad"
}

# The brackets keep this file from finding itself. Cargo.lock names its registry in every line.
portable() {
  forbid '(^|[^[:alnum:]_.~])/(root|home|Users|work/(main|shared|tools))/[[:alnum:].]' -- .
  forbid '(crates|rustup)[.](io|rs)|rust-lang[.]org/(dist|rustup)|npmjs[.](org|com)|pypi[.]org|pythonhosted[.]org|debian[.]org|ubuntu[.]com|golang[.]org' \
    '^(Cargo\.lock|[^:]*package-lock\.json):' -- .
}
