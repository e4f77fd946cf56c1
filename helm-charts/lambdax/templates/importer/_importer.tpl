{{/* A run of the importer. (dict "root" $ "component" "x" "job" .Values.importer.import "args" list "kafka" true) */}}
{{- define "lambdax.importer" -}}
{{- $root := .root -}}
{{- $name := include "lambdax.fullname" $root -}}
schedule: {{ .job.schedule | quote }}
timeZone: Etc/UTC
# Two writers do no harm, but the later one would do its work twice.
concurrencyPolicy: Forbid
startingDeadlineSeconds: 600
successfulJobsHistoryLimit: 2
failedJobsHistoryLimit: 3
suspend: {{ .job.suspend }}
jobTemplate:
  spec:
    # What failed is tried again by the next run, which goes on where this one was.
    backoffLimit: 0
    activeDeadlineSeconds: {{ .job.deadlineSeconds }}
    template:
      metadata:
        labels:
          {{- include "lambdax.selector" . | nindent 10 }}
      spec:
        {{- include "lambdax.pod" (dict "root" $root "uid" 10001) | nindent 8 }}
        automountServiceAccountToken: false
        restartPolicy: Never
        containers:
          - name: importer
            image: {{ include "lambdax.image" (dict "root" $root "part" "importer") }}
            imagePullPolicy: {{ $root.Values.image.pullPolicy }}
            args: {{ toJson .args }}
            {{- include "lambdax.container" $root | nindent 12 }}
            env:
              {{- include "lambdax.jvm" $root | nindent 14 }}
              {{- include "lambdax.lake.env" $root | nindent 14 }}
              {{- if .kafka }}
              {{- include "lambdax.kafka.env" $root | nindent 14 }}
              {{- end }}
              - name: LAMBDAX_SOURCES
                value: {{ ternary "/etc/lambdax/sources/sources.conf" "sample" (ne $root.Values.importer.sources "") }}
            resources:
              {{- toYaml .job.resources | nindent 14 }}
            volumeMounts:
              - {name: tmp, mountPath: /tmp}
              - {name: hadoop, mountPath: /etc/lambdax/hadoop, readOnly: true}
              {{- if $root.Values.importer.sources }}
              - {name: sources, mountPath: /etc/lambdax/sources, readOnly: true}
              {{- end }}
              {{- if .kafka }}
              {{- include "lambdax.kafka.mounts" $root | nindent 14 }}
              {{- end }}
        volumes:
          - name: tmp
            emptyDir: {}
          - name: hadoop
            configMap:
              name: {{ $name }}-hadoop-client
          {{- if $root.Values.importer.sources }}
          - name: sources
            configMap:
              name: {{ $name }}-sources
          {{- end }}
          {{- if .kafka }}
          {{- include "lambdax.kafka.volumes" (dict "root" $root "component" "importer") | nindent 10 }}
          {{- end }}
{{- end -}}
