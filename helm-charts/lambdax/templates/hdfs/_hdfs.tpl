{{- define "lambdax.hdfs.env" -}}
- name: HADOOP_HEAPSIZE_MAX
  value: {{ .heap }}
# The image's own places cannot be written.
- name: HADOOP_LOG_DIR
  value: /tmp/logs
- name: HADOOP_PID_DIR
  value: /tmp
{{- end -}}

{{/* File by file: a mount over the directory would hide the image's log4j.properties. */}}
{{- define "lambdax.hdfs.mounts" -}}
- {name: conf, mountPath: /opt/hadoop/etc/hadoop/core-site.xml, subPath: core-site.xml, readOnly: true}
- {name: conf, mountPath: /opt/hadoop/etc/hadoop/hdfs-site.xml, subPath: hdfs-site.xml, readOnly: true}
- {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "lambdax.hdfs.volumes" -}}
- name: conf
  configMap:
    name: {{ include "lambdax.fullname" . }}-hadoop-server
- name: tmp
  emptyDir: {}
{{- end -}}

{{- define "lambdax.claim" -}}
- metadata:
    name: data
  spec:
    accessModes: [ReadWriteOnce]
    {{- with .class }}
    storageClassName: {{ . }}
    {{- end }}
    resources:
      requests:
        storage: {{ .size }}
{{- end -}}
