{{/* What may talk to what: who is not named is refused, on both ends. */}}
{{- define "lambdax.peer" -}}
- podSelector:
    matchLabels:
      {{- include "lambdax.selector" . | nindent 6 }}
{{- end -}}

{{/* The pods of the batch job: the controller has them labelled. */}}
{{- define "lambdax.batch.selector" -}}
app.kubernetes.io/component: batch-job
app.kubernetes.io/instance: {{ include "lambdax.batch.name" . }}
{{- end -}}

{{- define "lambdax.peer.spark" -}}
- podSelector:
    matchLabels:
      {{- include "lambdax.batch.selector" . | nindent 6 }}
{{- end -}}

{{/* A rule to or from components. (dict "root" $ "side" "from" "components" (list ...) "spark" bool "ports" (list 1 2)) */}}
{{- define "lambdax.rule" -}}
{{- $root := .root -}}
- {{ .side }}:
    {{- range .components }}
    {{- include "lambdax.peer" (dict "root" $root "component" .) | nindent 4 }}
    {{- end }}
    {{- if .spark }}
    {{- include "lambdax.peer.spark" $root | nindent 4 }}
    {{- end }}
  ports:
    {{- range .ports }}
    - {protocol: TCP, port: {{ . }}}
    {{- end }}
{{- end -}}

{{/* The head of a policy for a component. (dict "root" $ "component" "x") */}}
{{- define "lambdax.policy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "lambdax.fullname" .root }}-{{ .component }}
  labels:
    {{- include "lambdax.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "lambdax.selector" . | nindent 6 }}
{{- end -}}

{{/* To Kafka's pods, which are Strimzi's. */}}
{{- define "lambdax.to.kafka" -}}
- to:
    - podSelector:
        matchLabels:
          strimzi.io/cluster: {{ include "lambdax.fullname" . }}
  ports:
    - {protocol: TCP, port: {{ include "lambdax.kafka.port" . }}}
{{- end -}}

{{- define "lambdax.to.hdfs" -}}
{{ include "lambdax.rule" (dict "root" . "side" "to" "components" (list "hdfs-namenode") "ports" (list 8020)) }}
{{ include "lambdax.rule" (dict "root" . "side" "to" "components" (list "hdfs-datanode") "ports" (list 9866)) }}
{{- end -}}

{{/* To our MySQL, or to wherever another one is. */}}
{{- define "lambdax.to.mysql" -}}
{{- if .Values.mysql.enabled -}}
{{ include "lambdax.rule" (dict "root" . "side" "to" "components" (list "mysql") "ports" (list 3306)) }}
{{- else -}}
- to:
    - ipBlock:
        cidr: {{ .Values.mysql.external.cidr }}
  ports:
    - {protocol: TCP, port: {{ .Values.mysql.external.port }}}
{{- end -}}
{{- end -}}

{{/* To the API server, whose address no label tells. */}}
{{- define "lambdax.to.apiserver" -}}
- to:
    - ipBlock:
        cidr: {{ .Values.networkPolicy.apiServer.cidr }}
  ports:
    {{- range .Values.networkPolicy.apiServer.ports }}
    - {protocol: TCP, port: {{ . }}}
    {{- end }}
{{- end -}}

{{- define "lambdax.from.monitoring" -}}
- from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ .Values.monitoring.namespace }}
  ports:
    - {protocol: TCP, port: 8080}
{{- end -}}
