{{/*
One of our long-running parts: Deployment, its settings, Service. (dict "root" $ "component" "x" "image" "x" "values" .Values.x),
and where they differ: "args" list, "kafka" true, "env" "yaml", "account" "a service account", "recreate" true, "port" 80.
*/}}
{{- define "lambdax.deployment" -}}
{{- $root := .root -}}
{{- $name := printf "%s-%s" (include "lambdax.fullname" $root) .component -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels:
    {{- include "lambdax.labels" . | nindent 4 }}
spec:
  {{- if not (dig "autoscaling" "enabled" false .values) }}
  replicas: {{ .values.replicas | default 1 }}
  {{- end }}
  {{- if .recreate }}
  # Two controllers would do no harm, but each would launch what the other does.
  strategy:
    type: Recreate
  {{- end }}
  selector:
    matchLabels:
      {{- include "lambdax.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "lambdax.selector" . | nindent 8 }}
      annotations:
        checksum/settings: {{ .values.settings | toJson | sha256sum }}
    spec:
      {{- include "lambdax.pod" (dict "root" $root "uid" 10001) | nindent 6 }}
      {{- include "lambdax.spread" . | nindent 6 }}
      {{- if .account }}
      serviceAccountName: {{ .account }}
      {{- end }}
      automountServiceAccountToken: {{ not (empty .account) }}
      terminationGracePeriodSeconds: 30
      containers:
        - name: {{ .component }}
          image: {{ include "lambdax.image" (dict "root" $root "part" .image) }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          {{- with .args }}
          args: {{ toJson . }}
          {{- end }}
          {{- include "lambdax.container" $root | nindent 10 }}
          envFrom:
            - configMapRef:
                name: {{ $name }}-settings
          env:
            {{- include "lambdax.jvm" $root | nindent 12 }}
            {{- include "lambdax.http.env" $root | nindent 12 }}
            {{- include "lambdax.mysql.env" . | nindent 12 }}
            # The Job schema does, whose user alone may.
            - name: LAMBDAX_MYSQL_MIGRATES
              value: "false"
            {{- if .kafka }}
            {{- include "lambdax.kafka.env" $root | nindent 12 }}
            {{- end }}
            {{- with .env }}
            {{- . | nindent 12 }}
            {{- end }}
          ports:
            - {name: http, containerPort: 8080}
          {{- include "lambdax.probes" $root | nindent 10 }}
          resources:
            {{- toYaml .values.resources | nindent 12 }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            {{- if .kafka }}
            {{- include "lambdax.kafka.mounts" $root | nindent 12 }}
            {{- end }}
      volumes:
        - name: tmp
          emptyDir: {}
        {{- if .kafka }}
        {{- include "lambdax.kafka.volumes" . | nindent 8 }}
        {{- end }}
---
# More settings of this part, by the names that its reference.conf gives them.
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}-settings
  labels:
    {{- include "lambdax.labels" . | nindent 4 }}
data:
  {{- .values.settings | toYaml | nindent 2 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  labels:
    {{- include "lambdax.labels" . | nindent 4 }}
spec:
  selector:
    {{- include "lambdax.selector" . | nindent 4 }}
  ports:
    - {name: http, port: {{ .port | default 8080 }}, targetPort: http}
{{- end -}}

{{/* Keeps a pod while nodes are drained, and follows the load where that is wanted. Takes what lambdax.deployment takes. */}}
{{- define "lambdax.scaling" -}}
{{- $name := printf "%s-%s" (include "lambdax.fullname" .root) .component -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $name }}
  labels:
    {{- include "lambdax.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "lambdax.selector" . | nindent 6 }}
{{- with .values.autoscaling }}
{{- if .enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $name }}
  labels:
    {{- include "lambdax.labels" $ | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ $name }}
  minReplicas: {{ .minReplicas }}
  maxReplicas: {{ .maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .cpuPercent }}
{{- end }}
{{- end }}
{{- end -}}
