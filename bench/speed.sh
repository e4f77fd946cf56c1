#!/usr/bin/env bash
# Prints how fast the one-machine platform is and how much memory it takes. Needs ../shared beside the project; about 10 minutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
port=${PORT:-18090}
work=$(mktemp -d)
pid=
stop() {
  if [ -n "$pid" ]; then
    kill -TERM "$pid" 2> /dev/null || true
    wait "$pid" 2> /dev/null || true
    pid=
  fi
}
trap 'stop; rm -rf "$work"' EXIT

# Resident memory of a process and all that descend from it, MiB.
resident() {
  ps -e -o pid= -o ppid= -o rss= | awk -v root="$1" '
    { parent[$1] = $2; rss[$1] = $3 }
    END { for (p in rss) { q = p; while (q != root && q in parent) q = parent[q]; if (q == root) sum += rss[p] }
          printf "%d", sum / 1024 }'
}

# start NAME ARGS...: starts the platform, waits until it is ready, keeps its lines in $out and its peak memory in $peak.
start() {
  out=$work/$1.out
  shift
  ./run_local.sh --port "$port" "$@" > "$out" 2>&1 &
  pid=$!
  peak=0
  for _ in $(seq 1 1200); do
    now=$(resident "$pid")
    [ "$now" -gt "$peak" ] && peak=$now
    grep -q 'is ready at' "$out" && return
    kill -0 "$pid" 2> /dev/null || { cat "$out"; exit 1; }
    sleep 0.5
  done
  cat "$out"
  exit 1
}

# at PATTERN: the launcher's own clock, in seconds, on its last line that fits.
at() { grep -E "$1" "$out" | tail -n 1 | awk '{print $1}'; }
row() { printf '%-58s %8s   %s\n' "$1" "$2" "$3"; }
seconds() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f s", b - a }'; }
# again: one more pass over the running platform's sources, timed from the command to its end.
again() {
  local before
  before=$(date +%s.%N)
  ./run_local.sh --data-dir "$work/ecdc" exec importer > "$work/again.out" 2>&1 || { cat "$work/again.out" >&2; exit 1; }
  seconds "$before" "$(date +%s.%N)"
}
ready() { awk '/is ready at/ { print last } { if ($2 == "s") last = $1 }' "$out"; }

./run_local.sh --help > /dev/null # builds, if it must, before anything is timed
jar=$(ls bench/target/lambdax-bench-*.jar)
row "what" "measured" "goal"

start empty --data-dir "$work/sample"
row "bundled sample, empty directory: ready" "$(seconds 0 "$(ready)")" "90 s"
stop
start kept --data-dir "$work/sample"
row "bundled sample, kept directory: ready" "$(seconds 0 "$(ready)")" "45 s"
stop

start ecdc --data-dir "$work/ecdc" --sources bench/sources-ecdc.conf
row "ECDC 2020-12-14, 61,900 rows: imported and published" "$(seconds "$(at 'is up')" "$(at 'Imported')")" "10 s"
took=$(again)
row "the same file again, start to end" "$took" "3 s"
(
  . "$work/ecdc/run/env"
  java -cp "$jar:$(cat bench/target/classpath)" io.lambdax.bench.AddVersions --count 1000 > "$work/versions.out" 2>&1
) || { cat "$work/versions.out"; exit 1; }
again > /dev/null # publishes those versions
took=$(again)
row "the same file after 1,000 more commits, start to end" "$took" "3 s"
stop

start mirror --data-dir "$work/mirror" --sources bench/sources-mirror.conf
row "30 x 428 pairs, 12 families: signal to view" "$(seconds "$(at 'Imported')" "$(at 'SUCCEEDED')")" "90 s"
row "all processes together, peak" "$peak MiB" "5120 MiB"
java -cp "$jar:$(cat bench/target/classpath)" io.lambdax.bench.AskOracle --url "http://localhost:$port" \
  ../shared/data/reference/{correlation,profile-best,list}-2020-12-14.jsonl.gz
