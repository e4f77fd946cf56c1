#!/usr/bin/env bash
# Installs Lambdax on Kubernetes, or upgrades what is there: the operators of Kafka and Spark, the images, the chart.
# Without --registry on minikube, with it on the cluster that kubectl's current context names.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

namespace=lambdax
profile=minikube
values=()
registry=
dry_run=
timeout=15m
yes=

readonly strimzi_chart=oci://quay.io/strimzi-helm/strimzi-kafka-operator strimzi_version=1.2.0
readonly spark_repo=https://kubeflow.github.io/spark-operator spark_version=2.5.2
readonly parts=(importer batch-layer/controller batch-layer/job speed-layer serving-api)
# What the smallest installation asks for, operators and system included.
readonly least_cpus=4 least_memory_mib=9500

usage() {
  cat <<'EOF'
Usage: install_system.sh [OPTION]...
Installs Lambdax on Kubernetes; a second run upgrades it.

  --namespace NAME   where to (default: lambdax)
  --profile NAME     minikube's profile (default: minikube); without --registry
  --registry PATH    push the images there, HOST/PATH, and install on the cluster of kubectl's current context
  --values FILE      values of the chart, laid over its own; may be given several times
                     (default: values-minikube.yaml, with --registry values-production.yaml)
  --timeout TIME     how long each step may take, such as 15m (the default)
  --dry-run          print what would be done, and do nothing
  --yes              ask nothing
  --help             this
EOF
}

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf 'install_system.sh: %s\n' "$*" >&2
  exit 1
}

# Runs a command; with --dry-run prints it, quoted so that it could be pasted.
run() {
  if [ -n "$dry_run" ]; then
    printf '+'
    printf ' %q' "$@"
    printf '\n'
  else
    "$@"
  fi
}

while [ $# -gt 0 ]; do
  case $1 in
    --namespace | --profile | --registry | --values | --timeout)
      [ -n "${2:-}" ] || fail "$1 needs a value: see --help"
      case $1 in
        --namespace) namespace=$2 ;;
        --profile) profile=$2 ;;
        --registry) registry=${2%/} ;;
        --values) values+=("$2") ;;
        --timeout) timeout=$2 ;;
      esac
      shift 2
      ;;
    --dry-run) dry_run=1 && shift ;;
    --yes) yes=1 && shift ;;
    --help | -h) usage && exit 0 ;;
    *) fail "unknown option '$1': see --help" ;;
  esac
done

[[ $namespace =~ ^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$ ]] ||
  fail "--namespace '$namespace' is no name that Kubernetes takes: small letters, digits and hyphens, at most 63"
[[ $timeout =~ ^[1-9][0-9]*[smh]$ ]] || fail "--timeout '$timeout' is no time such as 15m"
case $timeout in
  *h) seconds=$((${timeout%h} * 3600)) ;;
  *m) seconds=$((${timeout%m} * 60)) ;;
  *) seconds=${timeout%s} ;;
esac
if [ ${#values[@]} -eq 0 ]; then
  if [ -n "$registry" ]; then kind=production; else kind=minikube; fi
  values=("$root/helm-charts/lambdax/values-$kind.yaml")
fi
for file in "${values[@]}"; do
  [ -r "$file" ] || fail "--values $file: there is no such file, or it may not be read"
done

# need TOOL HINT
need() { command -v "$1" > /dev/null || fail "there is no $1 on PATH: $2"; }

# at_least NAME VERSION LEAST: both as 1.2.3, a leading v and what follows the digits left out.
at_least() {
  local have=${2#v} least=$3
  have=${have%%[^0-9.]*}
  [ "$(printf '%s\n%s\n' "$least" "$have" | sort -V | head -n 1)" = "$least" ] ||
    fail "$1 is version ${have:-unknown}, and $least or newer is needed"
}

check_tools() {
  say "Looking at the tools"
  need kubectl "see kubernetes.io/docs/tasks/tools"
  need helm "see helm.sh/docs/intro/install; versions 3 and 4 will do"
  at_least helm "$(helm version --template '{{.Version}}')" 3.14.0
  need mvn "the images are built with Maven 3.8 and JDK 17"
  if [ -z "$registry" ]; then
    need minikube "see minikube.sigs.k8s.io/docs/start, or give --registry for another cluster"
    at_least minikube "$(minikube version --short)" 1.34.0
    minikube -p "$profile" status > /dev/null ||
      fail "minikube's profile '$profile' does not run: minikube start -p $profile --cpus=$least_cpus --memory=10g --disk-size=40g --container-runtime=containerd"
    kube=(kubectl --context "$profile")
    helm=(helm --kube-context "$profile")
  else
    kube=(kubectl)
    helm=(helm)
  fi
}

check_cluster() {
  say "Looking at the cluster"
  local server cpus memory
  server=$({ "${kube[@]}" version -o json || true; } | sed -n '/"serverVersion"/,$ s/.*"gitVersion": *"\([^"]*\)".*/\1/p' | head -n 1)
  [ -n "$server" ] || fail "the cluster does not answer: kubectl cluster-info says why"
  at_least Kubernetes "$server" 1.30.0
  if [ -z "$registry" ]; then
    cpus=$("${kube[@]}" get nodes -o 'jsonpath={.items[0].status.allocatable.cpu}')
    memory=$("${kube[@]}" get nodes -o 'jsonpath={.items[0].status.allocatable.memory}')
    if [[ $cpus =~ ^[0-9]+$ ]] && [ "$cpus" -lt $least_cpus ]; then
      fail "the node has $cpus CPUs, and $least_cpus are needed: minikube delete -p $profile, then minikube start with --cpus=$least_cpus"
    fi
    if [[ $memory =~ ^([0-9]+)Ki$ ]] && [ $((BASH_REMATCH[1] / 1024)) -lt $least_memory_mib ]; then
      fail "the node has $((BASH_REMATCH[1] / 1024)) MiB, and $least_memory_mib are needed: minikube delete -p $profile, then minikube start with --memory=10g"
    fi
  fi
  # What was cut off in mid-installation, Helm does not touch again by itself.
  local release
  for release in strimzi spark-operator lambdax; do
    if "${helm[@]}" -n "$namespace" status "$release" -o json 2> /dev/null | grep -q '"status":"pending-'; then
      fail "an installation of $release was cut off: helm -n $namespace rollback $release, or uninstall it if it never was installed, and run this again"
    fi
  done
  # An operator that is not ours is left alone; it must watch our namespace.
  has_strimzi=$(foreign Strimzi app=strimzi)
  has_spark=$(foreign "Spark operator" app.kubernetes.io/name=spark-operator)
}

# foreign NAME LABEL: prints the namespaces where the operator runs, but ours. Its resource definitions say nothing: they
# stay when it goes.
foreign() {
  local where
  where=$("${kube[@]}" get deployments --all-namespaces -l "$2" -o 'jsonpath={range .items[*]}{.metadata.namespace}{"\n"}{end}' | grep -vxF "$namespace" | sort -u | tr '\n' ' ') || true
  if [ -n "$where" ]; then
    echo "$where"
    echo "$1 runs in namespace ${where% } already: it is used, and must watch namespace $namespace" >&2
  fi
}

confirm() {
  [ -z "$yes$dry_run" ] || return 0
  local context answer
  context=$("${kube[@]}" config current-context)
  if [ -z "$registry" ]; then context=$profile; fi
  printf 'Install Lambdax in namespace %s of %s? [y/N] ' "$namespace" "$context"
  read -r answer || answer=
  [[ $answer == [yY]* ]] || fail "nothing was done"
}

# Tags name the content: minikube does not replace an image whose tag is in use.
image_tag() {
  local tag
  tag=$(git -C "$root" rev-parse --short=12 HEAD 2> /dev/null) || tag=local
  if [ -n "$(git -C "$root" status --porcelain 2> /dev/null)" ]; then tag=$tag-$(date -u +%Y%m%d%H%M%S); fi
  echo "$tag"
}

provide_images() {
  local part name
  tag=$(image_tag)
  if [ -n "$registry" ]; then
    say "Building the images and pushing them to $registry, tag $tag"
    run mvn -B -ntp -q -f "$root/pom.xml" -Pimages -DskipTests "-Dimage.tag=$tag" "-Dimage.registry=$registry/" -Dimage.goal=build package
    return
  fi
  say "Building the images and loading them into minikube, tag $tag"
  run mvn -B -ntp -q -f "$root/pom.xml" -Pimages -DskipTests "-Dimage.tag=$tag" package
  for part in "${parts[@]}"; do
    run minikube -p "$profile" image load "$root/$part/target/image.tar"
  done
  [ -z "$dry_run" ] || return 0
  for part in "${parts[@]}"; do
    name=$(sed -n 's|.*<image.name>\(.*\)</image.name>.*|\1|p' "$root/$part/pom.xml")
    # It ends with 0 also when it loaded nothing.
    minikube -p "$profile" image ls | grep -F "lambdax/$name:$tag" > /dev/null ||
      fail "minikube did not take lambdax/$name:$tag: minikube -p $profile image load $root/$part/target/image.tar says why"
  done
}

# renew_definitions RELEASE CHART...: helm installs resource definitions, but never upgrades them. Server-side, for one is
# larger than the annotation that a client-side apply would write.
renew_definitions() {
  local release=$1
  shift
  "${helm[@]}" -n "$namespace" status "$release" > /dev/null 2>&1 || return 0
  if [ -n "$dry_run" ]; then
    run "${helm[@]}" show crds "$@"
    run "${kube[@]}" apply --server-side --force-conflicts -f -
  else
    "${helm[@]}" show crds "$@" | "${kube[@]}" apply --server-side --force-conflicts -f -
  fi
}

install_operators() {
  if [ -z "$has_strimzi" ]; then
    say "Kafka's operator, Strimzi $strimzi_version"
    renew_definitions strimzi "$strimzi_chart" --version "$strimzi_version"
    run "${helm[@]}" upgrade --install strimzi "$strimzi_chart" --version "$strimzi_version" \
      -n "$namespace" --wait --timeout "$timeout"
  fi
  if [ -z "$has_spark" ]; then
    say "Spark's operator, $spark_version"
    renew_definitions spark-operator spark-operator --repo "$spark_repo" --version "$spark_version"
    # It watches namespaces by name; its grace for driver pods is short for a small node.
    run "${helm[@]}" upgrade --install spark-operator spark-operator --repo "$spark_repo" --version "$spark_version" \
      -n "$namespace" --set "spark.jobNamespaces={$namespace}" --set controller.driverPodCreationGracePeriod=60s \
      --wait --timeout "$timeout"
  fi
}

# Helm 4 applies on the server, where a field that somebody else changed would stop the upgrade: the chart's word counts.
install_chart() {
  local arguments=() file deadline
  for file in "${values[@]}"; do arguments+=(-f "$file"); done
  if [[ $(helm version --template '{{.Version}}') == v4.* ]]; then arguments+=(--server-side=true --force-conflicts); fi
  # The Jobs end before helm gives up, for they know why.
  deadline=$((seconds > 120 ? seconds - 60 : 60))
  say "Lambdax: its Jobs wait for HDFS, then MySQL, then Kafka, at most $timeout each. How far they are, say in another terminal"
  echo "  ${kube[*]} -n $namespace get pods"
  run "${helm[@]}" upgrade --install lambdax "$root/helm-charts/lambdax" -n "$namespace" "${arguments[@]}" \
    --set-string "image.tag=$tag" --set-string "image.registry=$registry" --set "hooks.deadlineSeconds=$deadline" \
    --timeout "$timeout"
}

await_stores() {
  say "Waiting until Kafka, HDFS, MySQL and Memcached are ready, at most $timeout each"
  run "${kube[@]}" -n "$namespace" wait kafka,kafkauser,kafkatopic --all --for=condition=Ready "--timeout=$timeout"
  await statefulset
}

# await KIND: all that is ours of it.
await() { run "${kube[@]}" -n "$namespace" rollout status "$1" -l app.kubernetes.io/part-of=lambdax "--timeout=$timeout"; }

# The API is ready when there is a view, which the first import brings about.
import_first() {
  say "Importing, and waiting until every part is ready, at most $timeout each"
  local job deadline ended
  job=import-$(date -u +%Y%m%d%H%M%S)
  run "${kube[@]}" -n "$namespace" create job --from=cronjob/lambdax-importer "$job"
  if [ -z "$dry_run" ]; then
    deadline=$((SECONDS + seconds))
    until ended=$("${kube[@]}" -n "$namespace" get job "$job" -o 'jsonpath={.status.succeeded}/{.status.failed}') && [ "$ended" != / ]; do
      [ $SECONDS -lt $deadline ] || fail "the import, job $job, has not ended within $timeout"
      sleep 2
    done
    [ "${ended%/*}" = 1 ] || fail "the import failed: its last lines are below, and kubectl -n $namespace logs job/$job has all"
  fi
  await deployment
}

api() { "${kube[@]}" get --raw "/api/v1/namespaces/$namespace/services/http:lambdax-serving-api:http/proxy$1"; }

# Ready is what a pod says; an answer is what was wanted. Where other sources than the sample's are imported, the status.
ask() {
  say "Asking a question"
  local answer question deadline
  question='/api/v1/correlation?x=market:DAX:close&y=health:DEU:cases&xTransform=return&yTransform=growth7&lag=14'
  if [ -n "$dry_run" ]; then
    run "${kube[@]}" get --raw "/api/v1/namespaces/$namespace/services/http:lambdax-serving-api:http/proxy$question"
    return
  fi
  deadline=$((SECONDS + seconds))
  until answer=$(api "$question" 2> /dev/null) || answer=$(api /api/v1/status 2> /dev/null); do
    [ $SECONDS -lt $deadline ] || fail "no answer within $timeout: $(api /api/v1/status 2>&1 || true)"
    sleep 2
  done
  printf '%s\n' "$answer"
}

# Which pod is not well, why, and its last lines.
diagnose() {
  local status=$? pod
  if [ "$status" -eq 0 ] || [ -n "$dry_run" ] || [ -z "${kube+set}" ]; then return; fi
  printf '\nNot ready in namespace %s:\n' "$namespace" >&2
  {
    "${kube[@]}" -n "$namespace" get jobs,pods || true
    # What has no pod yet, because its operator refuses it, says so itself.
    "${kube[@]}" -n "$namespace" get kafka,kafkanodepool,kafkatopic,kafkauser -o \
      'jsonpath={range .items[*]}{.kind} {.metadata.name}:{range .status.conditions[*]} {.type}={.status} {.reason} {.message}{end}{"\n"}{end}' 2> /dev/null || true
    for pod in $("${kube[@]}" -n "$namespace" get pods -o 'jsonpath={range .items[?(@.status.phase!="Succeeded")]}{.metadata.name}{" "}{.status.containerStatuses[*].ready}{"\n"}{end}' | awk '/false/ || NF == 1 {print $1}'); do
      printf '\n-- %s: events\n' "$pod"
      "${kube[@]}" -n "$namespace" get events --field-selector "involvedObject.name=$pod" --sort-by=.lastTimestamp | tail -n 5 || true
      printf -- '-- %s: last lines\n' "$pod"
      # Why it ended is in what it said before it was started again.
      "${kube[@]}" -n "$namespace" logs "$pod" --all-containers --previous --tail=15 2> /dev/null ||
        "${kube[@]}" -n "$namespace" logs "$pod" --all-containers --tail=15 || true
    done
    printf '\nWhat was done stays; run this again to go on, or uninstall_system.sh to take it away.\n'
  } >&2
}

check_tools
check_cluster
confirm
trap diagnose EXIT
if ! "${kube[@]}" get namespace "$namespace" > /dev/null 2>&1; then
  run "${kube[@]}" create namespace "$namespace"
  # uninstall_system.sh --purge removes a namespace only if it was made here.
  run "${kube[@]}" label namespace "$namespace" app.kubernetes.io/managed-by=lambdax-install
fi
provide_images
install_operators
install_chart
await_stores
import_first
ask
trap - EXIT

if [ -z "$registry" ]; then context_option=" --context $profile"; else context_option=; fi
cat <<EOF

Lambdax is installed. To look at it:
  kubectl$context_option -n $namespace port-forward service/lambdax-serving-api 8080:http
and open http://localhost:8080. docs/kubernetes.md says how to run it; ./uninstall_system.sh takes it away.
EOF
