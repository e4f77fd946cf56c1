#!/usr/bin/env bash
# Removes what install_system.sh installed. The lake's and MySQL's volumes and the secrets stay unless --purge.
set -euo pipefail

namespace=lambdax
profile=
dry_run=
purge=
yes=
timeout=10m

usage() {
  cat <<'EOF'
Usage: uninstall_system.sh [OPTION]...
Removes Lambdax from Kubernetes. The volumes of HDFS and MySQL and the generated passwords stay, and another installation
goes on with them; Kafka's go, for what it held is published again from the lake.

  --namespace NAME   where from (default: lambdax)
  --profile NAME     minikube's profile; without it the cluster of kubectl's current context
  --purge            remove all data, too; asks first
  --timeout TIME     how long each step may take, such as 10m (the default)
  --dry-run          print what would be done, and do nothing
  --yes              ask nothing
  --help             this
EOF
}

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf 'uninstall_system.sh: %s\n' "$*" >&2
  exit 1
}
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
    --namespace | --profile | --timeout)
      [ -n "${2:-}" ] || fail "$1 needs a value: see --help"
      case $1 in
        --namespace) namespace=$2 ;;
        --profile) profile=$2 ;;
        --timeout) timeout=$2 ;;
      esac
      shift 2
      ;;
    --purge) purge=1 && shift ;;
    --dry-run) dry_run=1 && shift ;;
    --yes) yes=1 && shift ;;
    --help | -h) usage && exit 0 ;;
    *) fail "unknown option '$1': see --help" ;;
  esac
done
[[ $namespace =~ ^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$ ]] ||
  fail "--namespace '$namespace' is no name that Kubernetes takes: small letters, digits and hyphens, at most 63"
for tool in kubectl helm; do
  command -v "$tool" > /dev/null || fail "there is no $tool on PATH"
done
kube=(kubectl)
helm=(helm)
if [ -n "$profile" ]; then
  kube=(kubectl --context "$profile")
  helm=(helm --kube-context "$profile")
fi
"${kube[@]}" get namespace "$namespace" > /dev/null 2>&1 ||
  fail "the cluster has no namespace $namespace, or does not answer: nothing to remove"

if [ -z "$yes$dry_run" ]; then
  context=${profile:-$("${kube[@]}" config current-context)}
  if [ -n "$purge" ]; then
    printf 'Remove Lambdax from namespace %s of %s with ALL ITS DATA? Type the name of the namespace: ' "$namespace" "$context"
    read -r answer || answer=
    [ "$answer" = "$namespace" ] || fail "nothing was done"
  else
    printf 'Remove Lambdax from namespace %s of %s? [y/N] ' "$namespace" "$context"
    read -r answer || answer=
    [[ $answer == [yY]* ]] || fail "nothing was done"
  fi
fi

# remove RELEASE: if it is there.
remove() {
  if "${helm[@]}" -n "$namespace" status "$1" > /dev/null 2>&1; then
    run "${helm[@]}" -n "$namespace" uninstall "$1" --wait --timeout "$timeout"
  fi
}

# remove_topics: while the operator is there that takes its mark off them; Helm keeps topics, so that no slip of a value
# deletes one. Where Kafka is broken the operator cannot: then the mark is taken off here, for Kafka goes with its volumes.
remove_topics() {
  local topic
  run "${kube[@]}" -n "$namespace" delete kafkatopics -l strimzi.io/cluster=lambdax "--timeout=$timeout" && return
  echo "Strimzi did not delete the topics within $timeout (is Kafka down?): they go without it" >&2
  for topic in $("${kube[@]}" -n "$namespace" get kafkatopics -l strimzi.io/cluster=lambdax -o name); do
    run "${kube[@]}" -n "$namespace" patch "$topic" --type=merge -p '{"metadata":{"finalizers":null}}'
  done
}

say "Lambdax"
# Helm does not remove what its hooks started.
run "${kube[@]}" -n "$namespace" delete jobs -l app.kubernetes.io/part-of=lambdax,app.kubernetes.io/instance=lambdax "--timeout=$timeout"
if "${kube[@]}" get crd kafkatopics.kafka.strimzi.io > /dev/null 2>&1; then
  remove_topics
fi
remove lambdax
# Runs end after the controller, which would start others, and before the operator that ends them.
if "${kube[@]}" get crd sparkapplications.sparkoperator.k8s.io > /dev/null 2>&1; then
  run "${kube[@]}" -n "$namespace" delete sparkapplications -l app.kubernetes.io/part-of=lambdax "--timeout=$timeout"
fi
if "${kube[@]}" get crd strimzipodsets.core.strimzi.io > /dev/null 2>&1; then
  run "${kube[@]}" -n "$namespace" wait strimzipodsets -l strimzi.io/cluster=lambdax --for=delete "--timeout=$timeout"
fi
# The next Kafka has an identity of its own, and would refuse these volumes.
run "${kube[@]}" -n "$namespace" delete persistentvolumeclaims -l strimzi.io/cluster=lambdax "--timeout=$timeout"
say "Operators"
remove spark-operator
remove strimzi

if [ -n "$purge" ]; then
  say "Data"
  run "${kube[@]}" -n "$namespace" delete persistentvolumeclaims,secrets -l app.kubernetes.io/part-of=lambdax "--timeout=$timeout"
  made=$("${kube[@]}" get namespace "$namespace" -o 'jsonpath={.metadata.labels.app\.kubernetes\.io/managed-by}')
  if [ "$made" = lambdax-install ]; then
    run "${kube[@]}" delete namespace "$namespace" "--timeout=$timeout"
  fi
fi
say "Lambdax is removed"
if [ -z "$purge" ]; then
  echo "The volumes of HDFS and MySQL are kept: install_system.sh goes on with them, uninstall_system.sh --purge removes them."
fi
echo "The operators' resource definitions stay, for others may use them: kubectl get crd lists them."
