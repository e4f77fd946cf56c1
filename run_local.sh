#!/usr/bin/env bash
# Runs Lambdax on this machine: builds it if needed, then hands over to the launcher. --help says more.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
  echo "lambdax: $*" >&2
  exit 1
}

if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; else java=$(command -v java || true); fi
[ -x "$java" ] || fail "No Java found: install JDK 17 and set JAVA_HOME to it"
version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
[ "$version" = 17 ] || fail "Lambdax runs on Java 17, and $java is Java ${version:-unknown}: set JAVA_HOME to a JDK 17"

built=$root/target/run_local.built
modules=(importer batch-layer/controller batch-layer/job speed-layer serving-api local/launcher)

up_to_date() {
  local module
  [ -f "$built" ] || return 1
  for module in "${modules[@]}"; do
    [ -f "$root/$module/target/classpath" ] || return 1
    compgen -G "$root/$module/target/lambdax-*.jar" > /dev/null || return 1
  done
  # Any input of the build that is newer than the last build.
  [ -z "$(find "$root" -name target -prune -o -name data -prune -o -name .git -prune -o \
    \( -name pom.xml -o -path '*/src/main/*' \) -type f -newer "$built" -print -quit)" ]
}

build() {
  command -v mvn > /dev/null || fail "No Maven found: install Maven 3.8 or newer"
  echo "Building Lambdax; the first time takes minutes, for Maven fetches the libraries" >&2
  mkdir -p "$root/target"
  touch "$built.started"
  (
    cd "$root"
    IFS=,
    # Some Mavens colour even what nobody sees.
    mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "${modules[*]}" -am package 2>&1 |
      sed $'s/\033\\[[0-9;]*m//g' >&2
  ) || fail "The build failed: see Maven's lines above"
  mv "$built.started" "$built"
}

# A command on a running platform must not have the jars replaced under it.
is_command() {
  local argument
  for argument; do [ "$argument" = exec ] && return 0; done
  return 1
}

if ! { is_command "$@" && [ -f "$built" ]; } && ! up_to_date; then
  mkdir -p "$root/target" 2> /dev/null || fail "Cannot write to $root/target: build as its owner first (mvn -DskipTests package)"
  if command -v flock > /dev/null; then
    # Two at once would build into the same directories.
    exec 9> "$root/target/run_local.lock"
    flock 9
    up_to_date || build
    exec 9>&-
  else
    build
  fi
fi

jar=$(compgen -G "$root/local/launcher/target/lambdax-*.jar" | head -n 1)
exec "$java" -Xmx768m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlambdax.root="$root" \
  -cp "$jar:$(cat "$root/local/launcher/target/classpath")" io.lambdax.local.Main "$@"
