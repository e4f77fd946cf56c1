{{/* The components that talk to Kafka. */}}
{{- define "lambdax.kafka.clients" -}}
{{- $clients := list "importer" "controller" "speed-layer" -}}
{{- if .Values.kafkaUi.enabled }}{{ $clients = append $clients "kafka-ui" }}{{ end -}}
{{- toJson $clients -}}
{{- end -}}
