# shellcheck shell=bash disable=SC2034,SC2154,SC2164 # a part of ../dev, which sets -e and these names
# A private PostgreSQL for tests and measurements: a data folder and a port of its own, gone at the end.

pg_bin=
pg_home=
pg_kept=

# The newest server of version 15 or later on this machine.
find_postgres() {
  local dir version best=0
  for dir in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin \
    /usr/local/opt/postgresql@*/bin /Applications/Postgres.app/Contents/Versions/latest/bin; do
    if [ ! -x "$dir/initdb" ] || [ ! -x "$dir/postgres" ]; then continue; fi
    version=$("$dir/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
    if [ "$version" -ge 15 ] && [ "$version" -gt "$best" ]; then
      best=$version
      pg_bin=$dir
    fi
  done
  [ "$best" != 0 ]
}

# PostgreSQL refuses to run as root: there the user that Debian made for it runs it.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && HOME=/ exec setpriv --reuid=postgres --regid=postgres --clear-groups "$@")
  else
    "$@"
  fi
}

# Where there is room, tests' data are in memory: each test's database is 700 files, and a disk may take
# longer to make them than the test takes.
pg_memory=/dev/shm/kundekort-pg
has_room() {
  local shared free
  shared=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
  free=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo 2>/dev/null)
  [ "${shared:-0}" -ge 4000000 ] && [ "${free:-0}" -ge 6000000 ]
}

# pg_start fast|durable: tests don't mind that "fast" forgets all in a crash; what is measured is
# "durable" and counts statements.
pg_start() {
  pg_sweep
  pg_home=$root/target/dev/pg/$$
  # Not where somebody else has made one of that name.
  if [ "$1" = fast ] && has_room && mkdir -m 711 "$pg_memory.$$" 2>/dev/null; then
    pg_home=$pg_memory.$$
  else
    mkdir -p "$pg_home"
  fi
  if [ "$(id -u)" = 0 ] && ! as_postgres test -x "$pg_home"; then # a checkout in a closed home folder
    rmdir "$pg_home"
    pg_home=$(mktemp -d /tmp/kundekort-pg.XXXXXX)
    chmod 711 "$pg_home"
  fi
  # With a password: whoever else is on this machine reaches the port too.
  pg_password=$(od -An -N 16 -tx1 /dev/urandom | tr -d ' \n')
  must "A PostgreSQL of its own" "" postgres pg_boot "$1"
  pg_port=$(cat "$pg_home/port")
  export PATH="$pg_bin:$PATH" # psql and pgbench of the same version
}

# pg_keep FOLDER: like pg_start durable, with room for much data, which stay there for the next time.
pg_keep() {
  pg_home=$1
  pg_kept=yes
  mkdir -p "$pg_home"
  if [ "$(id -u)" = 0 ] && ! as_postgres test -x "$pg_home"; then die "PostgreSQL's account can't reach $pg_home."; fi
  if [ -s "$pg_home/password" ]; then
    pg_password=$(cat "$pg_home/password")
  else
    rm -rf "$pg_home/data"
    pg_password=$(od -An -N 16 -tx1 /dev/urandom | tr -d ' \n')
  fi
  must "A PostgreSQL with its data in $pg_home" "" postgres pg_boot roomy
  pg_port=$(cat "$pg_home/port")
  export PATH="$pg_bin:$PATH"
}

pg_make() {
  local data=$pg_home/data locale=C.UTF-8
  # Letters beyond ASCII must fold, so not the locale "C".
  [ "$(uname)" = Linux ] || locale=en_US.UTF-8
  mkdir "$data"
  [ "$(id -u)" != 0 ] || chown postgres "$data"
  (umask 077 && printf '%s\n' "$pg_password" >"$pg_home/password")
  [ "$(id -u)" != 0 ] || chown postgres "$pg_home/password"
  as_postgres "$pg_bin/initdb" --pgdata="$data" --username=postgres --pwfile="$pg_home/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale="$locale" --no-sync
}

pg_boot() {
  local data=$pg_home/data options try
  [ -d "$data" ] || pg_make
  # One that a killed run left behind.
  [ ! -e "$data/postmaster.pid" ] || as_postgres "$pg_bin/pg_ctl" stop --silent --mode=fast --pgdata="$data" || true
  options="-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"
  case $1 in
    # Planned as the server's own connections do it: those of tests are made without its settings.
    fast) options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c plan_cache_mode=force_generic_plan -c jit=off -c random_page_cost=1.1" ;;
    durable) options="$options -c shared_preload_libraries=pg_stat_statements" ;;
    roomy) options="$options -c shared_buffers=4GB -c max_wal_size=8GB -c random_page_cost=1.1 -c jit=off -c max_parallel_maintenance_workers=2" ;;
  esac
  for try in 1 2 3 4 5; do
    pg_port=$((15000 + RANDOM % 15000)) # below those that systems give to outgoing connections
    if as_postgres "$pg_bin/pg_ctl" start --silent --wait --pgdata="$data" --log="$data/server.log" --options="$options -p $pg_port"; then
      echo "$pg_port" >"$pg_home/port"
      return 0
    fi
    echo "Port $pg_port did not work (try $try of 5)."
  done
  tail -n 20 "$data/server.log"
  return 1
}

pg_stop() {
  if [ -n "$pg_home" ] && [ -n "$pg_kept" ]; then
    as_postgres "$pg_bin/pg_ctl" stop --silent --mode=fast --pgdata="$pg_home/data" >/dev/null 2>&1 || true
  elif [ -n "$pg_home" ]; then
    pg_remove "$pg_home"
  fi
  pg_home=
}

pg_remove() {
  [ ! -e "$1/data/postmaster.pid" ] ||
    as_postgres "$pg_bin/pg_ctl" stop --silent --mode=immediate --pgdata="$1/data" >/dev/null 2>&1 || true
  rm -rf "$1" 2>/dev/null || true
}

# Removes what runs left that could not tidy up after themselves.
pg_sweep() {
  local home
  for home in "$root"/target/dev/pg/* "$pg_memory".*; do
    if [ -O "$home" ] && ! kill -0 "${home##*[/.]}" 2>/dev/null; then pg_remove "$home"; fi
  done
}

pg_url() { printf 'postgres://postgres:%s@127.0.0.1:%s/%s' "$pg_password" "$pg_port" "$1"; }

pg_query() { psql -X -q -v ON_ERROR_STOP=1 "$@"; }

# A fresh database with this checkout's schema. The table that the migrator keeps comes first: a
# query of the store reads it.
pg_schema() {
  local file
  pg_query -d "$(pg_url postgres)" -c "create database $1 template template0"
  pg_query -d "$(pg_url "$1")" -c "create table _sqlx_migrations (version bigint primary key,
    description text not null, installed_on timestamptz not null default now(), success boolean not null,
    checksum bytea not null, execution_time bigint not null)"
  for file in server/store/migrations/*.sql; do
    echo "$file"
    pg_query -1 -o /dev/null -d "$(pg_url "$1")" -f "$file"
  done
}

# What a fresh database answers to each query of the store, as files in the folder $1: with them
# everyone compiles without a database.
sqlx_answers() {
  local database=answers_$RANDOM
  rm -rf "$1"
  mkdir -p "$1"
  pg_schema "$database"
  # cargo does not know that the macros read a database: without a touch it would do nothing.
  touch server/store/src/lib.rs
  SQLX_OFFLINE=false SQLX_OFFLINE_DIR=$1 DATABASE_URL=$(pg_url "$database") cargo check -p store --all-targets
}
