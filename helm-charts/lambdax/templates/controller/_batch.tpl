{{/*
SparkApplications are called so, and found by it: at most 20 characters, another name for each release in a namespace.
*/}}
{{- define "lambdax.batch.name" -}}
{{ include "lambdax.cut" (dict "name" (include "lambdax.fullname" .) "length" 14) }}-batch
{{- end -}}

{{/* Labels of nodes as the controller reads them, key=value, one a line. */}}
{{- define "lambdax.batch.nodes" -}}
{{- range $key, $value := .Values.nodeSelector }}
{{ $key }}={{ $value }}
{{- end }}
{{- end -}}

{{/* How the controller starts the batch job: what batch-layer/controller's reference.conf asks for. */}}
{{- define "lambdax.batch.env" -}}
{{- $name := include "lambdax.fullname" . -}}
{{- $driver := .Values.batchJob.driver -}}
{{- $executor := .Values.batchJob.executor -}}
- name: LAMBDAX_BATCH_LAUNCHER
  value: kubernetes
- name: LAMBDAX_BATCH_NAMESPACE
  value: {{ .Release.Namespace }}
- name: LAMBDAX_BATCH_NAME
  value: {{ include "lambdax.batch.name" . }}
- name: LAMBDAX_BATCH_IMAGE
  value: {{ include "lambdax.image" (dict "root" . "part" "batch-job") }}
- name: LAMBDAX_BATCH_IMAGE_PULL_POLICY
  value: {{ .Values.image.pullPolicy }}
- name: LAMBDAX_BATCH_IMAGE_PULL_SECRETS
  value: {{ join " " .Values.image.pullSecrets | quote }}
- name: LAMBDAX_BATCH_SERVICE_ACCOUNT
  value: {{ $name }}-spark
- name: LAMBDAX_BATCH_EXECUTOR_SERVICE_ACCOUNT
  value: {{ $name }}-spark-executor
- name: LAMBDAX_BATCH_HADOOP_CONFIG_MAP
  value: {{ $name }}-hadoop-client
- name: LAMBDAX_BATCH_MYSQL_SECRET
  value: {{ include "lambdax.mysql.secret" . }}
- name: LAMBDAX_BATCH_MYSQL_USER_KEY
  value: batch-job-user
- name: LAMBDAX_BATCH_MYSQL_PASSWORD_KEY
  value: batch-job-password
- name: LAMBDAX_BATCH_DRIVER_CORES
  value: {{ $driver.cores | quote }}
- name: LAMBDAX_BATCH_DRIVER_CORE_REQUEST
  value: {{ $driver.cpu | quote }}
- name: LAMBDAX_BATCH_DRIVER_MEMORY
  value: {{ $driver.heap }}
- name: LAMBDAX_BATCH_EXECUTORS
  value: {{ $executor.instances | quote }}
- name: LAMBDAX_BATCH_EXECUTOR_CORES
  value: {{ $executor.cores | quote }}
- name: LAMBDAX_BATCH_EXECUTOR_CORE_REQUEST
  value: {{ $executor.cpu | quote }}
- name: LAMBDAX_BATCH_EXECUTOR_MEMORY
  value: {{ $executor.heap }}
- name: LAMBDAX_BATCH_NODE_SELECTOR
  value: {{ include "lambdax.batch.nodes" . | quote }}
- name: LAMBDAX_BATCH_TOLERATIONS
  value: {{ toJson .Values.tolerations | quote }}
# The job's own settings; the controller hands them on.
- name: LAMBDAX_LAKE_URI
  value: hdfs://lambdax/lambdax
- name: HADOOP_USER_NAME
  value: lambdax
{{- end -}}
