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
# import: one pass of the importer over ECDC's file on the running platform, timed from the start of its JVM to its end.
import() {
  local before
  before=$(date +%s.%N)
  (
    . "$work/sample/run/env"
    LAMBDAX_SOURCES=$PWD/bench/sources-ecdc.conf LAMBDAX_HTTP_PORT=0 exec java -Xmx1536m -XX:TieredStopAtLevel=1 \
      -XX:+UseSerialGC -cp "$importer:$(cat importer/target/classpath)" io.lambdax.importer.Main
  ) > "$work/import.out" 2>&1 || { cat "$work/import.out" >&2; exit 1; }
  seconds "$before" "$(date +%s.%N)"
}
# await_idle: what the platform has to do by itself (its own pass, a batch, summaries) is done: two quiet looks of 2 s.
await_idle() {
  local quiet=0 before now
  before=$(jiffies)
  for _ in $(seq 1 300); do
    sleep 2
    now=$(jiffies)
    # Under two fifths of one processor: an idle platform takes half of that.
    if [ $((now - before)) -lt 80 ]; then quiet=$((quiet + 1)); else quiet=0; fi
    [ "$quiet" -ge 2 ] && return
    before=$now
  done
  echo "The machine is never idle: close what else runs" >&2
  exit 1
}
# What all processors worked so far, in hundredths of a second.
jiffies() { awk '/^cpu / { print $2 + $3 + $4 + $7 + $8 }' /proc/stat; }
ready() { awk '/is ready at/ { print last } { if ($2 == "s") last = $1 }' "$out"; }

./run_local.sh --help > /dev/null # builds, if it must, before anything is timed
jar=$(ls bench/target/lambdax-bench-*.jar) || { echo "Build first: mvn -q -DskipTests package" >&2; exit 1; }
importer=$(ls importer/target/lambdax-importer-*.jar)
row "what" "measured" "goal"

start empty --data-dir "$work/sample"
row "bundled sample, empty directory: ready" "$(seconds 0 "$(ready)")" "90 s"
stop
start kept --data-dir "$work/sample"
row "bundled sample, kept directory: ready" "$(seconds 0 "$(ready)")" "45 s"
await_idle
took=$(import)
row "ECDC 2020-12-14, 61,900 rows: imported and published" "$took" "10 s"
await_idle
took=$(import)
row "the same file again, start to end" "$took" "3 s"
(
  . "$work/sample/run/env"
  java -cp "$jar:$(cat bench/target/classpath)" io.lambdax.bench.AddVersions --count 1000 > "$work/versions.out" 2>&1
) || { cat "$work/versions.out"; exit 1; }
import > /dev/null # publishes those versions
await_idle
took=$(import)
row "the same file after 1,000 more commits, start to end" "$took" "3 s"
stop

# The mirrored sources, ECDC's file as it was a month before and then as it is.
ecdc=../shared/data/mirror/ecdc/casedistribution
cp "$ecdc-2020-11-15.csv.gz" "$work/ecdc.csv.gz"
sed -e "s|\"../../shared/data/mirror/ecdc/[^\"]*\"|\"$work/ecdc.csv.gz\"|" -e "s|\"../../shared|\"$PWD/../shared|" \
  bench/sources-mirror.conf > "$work/sources.conf"
start mirror --data-dir "$work/mirror" --sources "$work/sources.conf"
row "30 x 428 pairs, 12 families: the last of 31 signals to view" "$(seconds "$(at 'Imported')" "$(at 'SUCCEEDED')")" "90 s"
row "all processes together, peak" "$peak MiB" "5120 MiB"
await_idle
cp "$ecdc-2020-12-14.csv.gz" "$work/ecdc.csv.gz"
./run_local.sh exec --data-dir "$work/mirror" importer --source ecdc > "$work/import.out" 2>&1 || { cat "$work/import.out" >&2; exit 1; }
published=$(date -d "$(awk '/Version 32 is published/ { print $1 }' "$work/import.out")" +%s.%N)
seen=
for _ in $(seq 1 600); do
  if curl -s "http://localhost:$port/api/v1/status" | grep -q '"version":32,"attempt":[0-9]*,"state":"SUCCEEDED"'; then
    seen=$(date +%s.%N)
    break
  fi
  sleep 0.2
done
[ -n "$seen" ] || { echo "The view of version 32 did not come within 2 minutes" >&2; exit 1; }
row "the same when all runs: signal to view" "$(seconds "$published" "$seen")" "45 s"
row "of that" "$(grep -o '[a-z]* took [0-9.]* s' "$work/mirror/logs/job.log" | tail -n 4 | sed 's/ took//' | paste -sd ' ')" ""
java -cp "$jar:$(cat bench/target/classpath)" io.lambdax.bench.AskOracle --url "http://localhost:$port" \
  ../shared/data/reference/{correlation,profile-best,list}-2020-12-14.jsonl.gz
