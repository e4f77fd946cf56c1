{{/* Names. The release's own where that already says lambdax; a long one is cut, and told from its likes by a hash. */}}
{{- define "lambdax.fullname" -}}
{{- $name := .Release.Name -}}
{{- if not (contains "lambdax" $name) -}}
{{- $name = printf "%s-lambdax" $name -}}
{{- end -}}
{{- include "lambdax.cut" (dict "name" $name "length" 40) -}}
{{- end -}}

{{- define "lambdax.cut" -}}
{{- if gt (len .name) (int .length) -}}
{{ trunc (sub .length 7 | int) .name | trimSuffix "-" }}-{{ sha256sum .name | trunc 6 }}
{{- else -}}
{{ .name }}
{{- end -}}
{{- end -}}

{{/* What finds the pods of a component; never changes, since selectors cannot. (dict "root" $ "component" "x") */}}
{{- define "lambdax.selector" -}}
app.kubernetes.io/part-of: lambdax
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "lambdax.labels" -}}
{{ include "lambdax.selector" . }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* The image of one of our parts. (dict "root" $ "part" "importer") */}}
{{- define "lambdax.image" -}}
{{- $image := .root.Values.image -}}
{{- with $image.registry }}{{ . }}/{{ end -}}
lambdax/{{ .part }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- end -}}

{{/* What every pod says of itself; what has to be said of users and groups differs. (dict "root" $ "uid" 10001) */}}
{{- define "lambdax.pod" -}}
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .uid }}
  runAsGroup: {{ .uid }}
  fsGroup: {{ .uid }}
  seccompProfile:
    type: RuntimeDefault
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Spreads the pods of a component over the nodes, where that is wanted. (dict "root" $ "component" "x") */}}
{{- define "lambdax.spread" -}}
{{- if .root.Values.spread -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: {{ .root.Values.spread }}
    labelSelector:
      matchLabels:
        {{- include "lambdax.selector" . | nindent 8 }}
{{- end }}
{{- end -}}

{{- define "lambdax.container" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* A heap of a part of the container's memory limit; a JVM that is out of memory ends and is started anew. */}}
{{- define "lambdax.jvm" -}}
- name: JAVA_TOOL_OPTIONS
  value: "-XX:MaxRAMPercentage=65 -XX:+ExitOnOutOfMemoryError"
{{- end -}}

{{- define "lambdax.probes" -}}
startupProbe:
  httpGet: {path: /healthz, port: http}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /healthz, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /readyz, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
{{- end -}}

{{/* The address that a part listens on: the pod's own. */}}
{{- define "lambdax.http.env" -}}
- name: LAMBDAX_HTTP_HOST
  value: "0.0.0.0"
- name: LAMBDAX_HTTP_PORT
  value: "8080"
{{- end -}}

{{/* Kafka */}}
{{- define "lambdax.kafka.port" -}}
{{ ternary 9093 9092 .Values.kafka.tls }}
{{- end -}}

{{- define "lambdax.kafka.bootstrap" -}}
{{ include "lambdax.fullname" . }}-kafka-bootstrap.{{ .Release.Namespace }}.svc:{{ include "lambdax.kafka.port" . }}
{{- end -}}

{{- define "lambdax.kafka.env" -}}
- name: LAMBDAX_KAFKA_BOOTSTRAP
  value: {{ include "lambdax.kafka.bootstrap" . | quote }}
- name: LAMBDAX_KAFKA_PROPERTIES_FILE
  value: /etc/lambdax/kafka/client.properties
{{- end -}}

{{- define "lambdax.kafka.mounts" -}}
- {name: kafka, mountPath: /etc/lambdax/kafka, readOnly: true}
- {name: kafka-user, mountPath: /etc/lambdax/kafka-user, readOnly: true}
{{- if .Values.kafka.tls }}
- {name: kafka-ca, mountPath: /etc/lambdax/kafka-ca, readOnly: true}
{{- end }}
{{- end -}}

{{/* Strimzi makes the Secrets of the users and of the cluster's CA. (dict "root" $ "component" "importer") */}}
{{- define "lambdax.kafka.volumes" -}}
{{- $name := include "lambdax.fullname" .root -}}
- name: kafka
  configMap:
    name: {{ $name }}-kafka-client
- name: kafka-user
  secret:
    secretName: {{ $name }}-{{ .component }}
    items:
      - {key: sasl.jaas.config, path: sasl.jaas.config}
{{- if .root.Values.kafka.tls }}
- name: kafka-ca
  secret:
    secretName: {{ $name }}-cluster-ca-cert
    items:
      - {key: ca.crt, path: ca.crt}
{{- end }}
{{- end -}}

{{/* HDFS */}}
{{- define "lambdax.hdfs.namenode" -}}
{{- $service := printf "%s-hdfs-namenode" (include "lambdax.fullname" .) -}}
{{ $service }}-0.{{ $service }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
{{- end -}}

{{- define "lambdax.lake.env" -}}
- name: LAMBDAX_LAKE_URI
  value: hdfs://lambdax/lambdax
- name: HADOOP_CONF_DIR
  value: /etc/lambdax/hadoop
- name: HADOOP_USER_NAME
  value: lambdax
{{- end -}}

{{/* MySQL */}}
{{- define "lambdax.mysql.secret" -}}
{{- .Values.mysql.existingSecret | default (printf "%s-mysql" (include "lambdax.fullname" .)) -}}
{{- end -}}

{{- define "lambdax.mysql.host" -}}
{{- if .Values.mysql.enabled -}}
{{ include "lambdax.fullname" . }}-mysql.{{ .Release.Namespace }}.svc
{{- else -}}
{{ .Values.mysql.external.host }}
{{- end -}}
{{- end -}}

{{- define "lambdax.mysql.port" -}}
{{ ternary 3306 .Values.mysql.external.port .Values.mysql.enabled }}
{{- end -}}

{{- define "lambdax.mysql.url" -}}
jdbc:mysql://{{ include "lambdax.mysql.host" . }}:{{ include "lambdax.mysql.port" . }}/{{ .Values.mysql.database }}?sslMode={{ .Values.mysql.sslMode }}
{{- end -}}

{{/* A user has the name of its part. (dict "root" $ "component" "controller") */}}
{{- define "lambdax.mysql.env" -}}
- name: LAMBDAX_MYSQL_URL
  value: {{ include "lambdax.mysql.url" .root | quote }}
- name: LAMBDAX_MYSQL_USER
  value: lambdax-{{ .component }}
{{ include "lambdax.mysql.password" . }}
{{- end -}}

{{- define "lambdax.mysql.password" -}}
- name: LAMBDAX_MYSQL_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "lambdax.mysql.secret" .root }}
      key: {{ .component }}-password
{{- end -}}

{{/*
A generated secret is made once: what the cluster already has is kept, because parts at work know no other until they
start anew. (dict "found" (lookup ...) "key" "root-password")
*/}}
{{- define "lambdax.kept" -}}
{{- $data := (.found | default dict).data | default dict -}}
{{- if hasKey $data .key -}}
{{ index $data .key }}
{{- else -}}
{{ randAlphaNum 32 | b64enc }}
{{- end -}}
{{- end -}}

{{/* Memcached: clients address every pod, so that each key has one home; each by a Service of its own. */}}
{{- define "lambdax.memcached.servers" -}}
{{- $servers := list -}}
{{- range $i := until (int .Values.memcached.replicas) -}}
{{- $servers = append $servers (printf "%s-memcached-%d.%s.svc:11211" (include "lambdax.fullname" $) $i $.Release.Namespace) -}}
{{- end -}}
{{- join "," $servers -}}
{{- end -}}
