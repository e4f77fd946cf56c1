#!/usr/bin/env bash
# Stands in for the tool it is called as: writes the call down, fails if it is the one to fail, answers like a small cluster.
set -euo pipefail
call=$(basename "$0")
for argument in "$@"; do call+=" $argument"; done
call=${call//"$STAND_IN_ROOT/"/}
echo "$call" >> "$STAND_IN_CALLS"
if [ -n "${STAND_IN_FAIL:-}" ] && [[ $call =~ $STAND_IN_FAIL ]]; then
  echo "stand-in: told to fail" >&2
  exit 7
fi
has() { [[ ",${STAND_IN_HAS:-}," == *",$1,"* ]]; }
case $call in
  "helm version "*) echo "${STAND_IN_HELM:-v4.1.4}" ;;
  "minikube version "*) echo "${STAND_IN_MINIKUBE:-v1.38.1}" ;;
  "minikube "*" image ls")
    tag=$(sed -n 's/^mvn .*-Dimage.tag=\([^ ]*\).*/\1/p' "$STAND_IN_CALLS" | tail -n 1)
    for name in importer batch-controller batch-job speed-layer serving-api; do
      has "no-$name" || echo "docker.io/lambdax/$name:$tag"
    done
    ;;
  *" version -o json")
    if has no-cluster; then exit 1; fi
    printf '{\n  "clientVersion": {\n    "gitVersion": "v1.29.9"\n  },\n  "serverVersion": {\n    "gitVersion": "%s"\n  }\n}\n' "${STAND_IN_KUBERNETES:-v1.35.1}"
    ;;
  *" get nodes "*.cpu*) printf '%s' "${STAND_IN_CPUS:-4}" ;;
  *" get nodes "*.memory*) printf '%s' "${STAND_IN_MEMORY:-10200000Ki}" ;;
  *" config current-context") echo a-real-cluster ;;
  *" get crd "*) has operators-crds ;;
  *" get deployments "*app=strimzi*)
    if has strimzi; then echo lambdax; fi
    if has strimzi-elsewhere; then echo kafka-system; fi
    ;;
  *" get deployments "*spark-operator*)
    if has spark-operator; then echo lambdax; fi
    if has spark-elsewhere; then echo spark-system; fi
    ;;
  *" get job "*) printf '%s' "${STAND_IN_JOB:-1/}" ;;
  *" get namespace "*managed-by*) printf '%s' "${STAND_IN_MADE_BY:-lambdax-install}" ;;
  *" get namespace "*) has namespace ;;
  *" status lambdax -o json") if has lambdax-pending; then echo '{"info":{"status":"pending-upgrade"}}'; else has lambdax; fi ;;
  "helm "*" status "*)
    release=${call##* status }
    has "${release%% *}"
    ;;
  *" apply "*) cat > /dev/null ;;
  *" show crds "*) echo 'kind: CustomResourceDefinition' ;;
  *" get --raw "*correlation*)
    if has other-sources; then exit 1; fi
    echo '{"r":0.08,"n":209}'
    ;;
  *" get --raw "*status*) echo '{"view":{"id":1}}' ;;
  *" get kafkatopics "*"-o name") printf 'kafkatopic.kafka.strimzi.io/lambdax-%s\n' facts imports ;;
  *" get kafka,"*) echo 'Kafka lambdax: Ready=False NotSupported' ;;
  *" get pods -o "*) printf 'lambdax-serving-api-0 false\nlambdax-mysql-0 true\n' ;;
  *" logs "*--previous*) has crashed && echo "why it crashed" ;;
  *" logs "*) echo "the last line of a log" ;;
  *" get events "*) echo "Back-off pulling image" ;;
esac
