{{/*
What each KafkaTopic specifies, as JSON: as store/log and the speed layer would create them (Topics, SpeedTopics;
TopicsTest compares).
*/}}
{{- define "lambdax.kafka.topics" -}}
{{- $kept := dict "cleanup.policy" "delete" "retention.ms" -1 "retention.bytes" -1 -}}
{{- $compacted := dict "cleanup.policy" "compact" -}}
{{- $facts := dict "cleanup.policy" "compact" "min.compaction.lag.ms" 604800000 -}}
{{- $topics := list
  (dict "topicName" "facts" "partitions" .Values.kafka.factsPartitions "config" $facts)
  (dict "topicName" "imports" "partitions" 1 "config" $kept)
  (dict "topicName" "sources" "partitions" 1 "config" $compacted)
  (dict "topicName" "speed-shares" "partitions" .Values.speedLayer.shares "config" dict)
  (dict "topicName" "facts-dead-letters" "partitions" 1 "config" $compacted) -}}
{{- $specs := list -}}
{{- range $topics -}}
{{- $config := merge (dict "min.insync.replicas" $.Values.kafka.minInsync) .config -}}
{{- $specs = append $specs (merge (dict "replicas" $.Values.kafka.replication "config" $config) .) -}}
{{- end -}}
{{- toJson $specs -}}
{{- end -}}
