{{- define "danube-connector.probe" -}}
{{- if .probe.enabled }}
{{ .name }}:
  httpGet:
    path: {{ .probe.path }}
    port: metrics
  {{- toYaml (omit .probe "enabled" "path") | nindent 2 }}
{{- end }}
{{- end }}

{{/* The pod, the same in a Deployment and in a StatefulSet. */}}
{{- define "danube-connector.pod" -}}
{{- $fullname := include "danube-connector.fullname" . -}}
metadata:
  annotations:
    # Pods are replaced when what they read at their start has changed.
    checksum/config: {{ include (print $.Template.BasePath "/configmap.yaml") . | sha256sum }}
    checksum/secret: {{ include (print $.Template.BasePath "/secret.yaml") . | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  labels:
    {{- include "danube-connector.labels" . | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "danube-connector.serviceAccountName" . }}
  automountServiceAccountToken: {{ .Values.serviceAccount.automountToken }}
  terminationGracePeriodSeconds: {{ include "danube-connector.gracePeriod" . }}
  enableServiceLinks: false
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with .Values.initContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: connector
      image: {{ include "danube-connector.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      {{- with .Values.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        - name: metrics
          containerPort: {{ include "danube-connector.metricsPort" . }}
          protocol: TCP
        {{- range .Values.extraPorts }}
        - name: {{ .name }}
          containerPort: {{ .containerPort }}
          protocol: TCP
        {{- end }}
      env:
        {{- $env := .Values.env | default dict }}
        {{- if not (hasKey $env "CONNECTOR_INSTANCE_ID") }}
        # Tells replicas apart; first, so that other values can refer to it.
        - name: CONNECTOR_INSTANCE_ID
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        {{- end }}
        {{- if not (hasKey $env "CONNECTOR_CONFIG_PATH") }}
        - name: CONNECTOR_CONFIG_PATH
          value: {{ .Values.config.mountPath | quote }}
        {{- end }}
        {{- if include "danube-connector.soleReader" . }}
        - name: DANUBE_SOLE_READER
          value: "true"
        {{- end }}
        {{- range $name, $value := $env }}
        - name: {{ $name }}
          value: {{ $value | toString | quote }}
        {{- end }}
        {{- with .Values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- if or .Values.existingSecret .Values.secretEnv .Values.extraEnvFrom }}
      envFrom:
        {{- if .Values.existingSecret }}
        - secretRef:
            name: {{ .Values.existingSecret }}
        {{- else if .Values.secretEnv }}
        - secretRef:
            name: {{ $fullname }}-secret
        {{- end }}
        {{- with .Values.extraEnvFrom }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- if .Values.preStopSeconds }}
      lifecycle:
        preStop:
          exec:
            command: [sleep, "{{ .Values.preStopSeconds }}"]
      {{- end }}
      {{- include "danube-connector.probe" (dict "name" "startupProbe" "probe" .Values.startupProbe) | trim | nindent 6 }}
      {{- include "danube-connector.probe" (dict "name" "livenessProbe" "probe" .Values.livenessProbe) | trim | nindent 6 }}
      {{- include "danube-connector.probe" (dict "name" "readinessProbe" "probe" .Values.readinessProbe) | trim | nindent 6 }}
      {{- with .Values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts:
        - name: config
          mountPath: {{ .Values.config.mountPath }}
          subPath: connector.toml
          readOnly: true
        {{- range $name, $files := .Values.extraFiles }}
        - name: files-{{ $name }}
          mountPath: {{ $files.mountPath }}
          readOnly: true
        {{- end }}
        - name: state
          mountPath: {{ .Values.persistence.mountPath }}
        # For jcmd; nothing else is written there.
        - name: tmp
          mountPath: /tmp
        {{- with .Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ .Values.config.existingConfigMap | default (printf "%s-config" $fullname) }}
    {{- range $name, $files := .Values.extraFiles }}
    - name: files-{{ $name }}
      configMap:
        name: {{ $fullname }}-{{ $name }}
    {{- end }}
    {{- if not .Values.persistence.enabled }}
    - name: state
      emptyDir: {}
    {{- else if .Values.persistence.existingClaim }}
    - name: state
      persistentVolumeClaim:
        claimName: {{ .Values.persistence.existingClaim }}
    {{- else if not .Values.statefulSet.enabled }}
    - name: state
      persistentVolumeClaim:
        claimName: {{ $fullname }}-state
    {{- end }}
    - name: tmp
      emptyDir:
        sizeLimit: 64Mi
    {{- with .Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.topologySpreadConstraints }}
  {{- $ours := dict "labelSelector" (dict "matchLabels" (include "danube-connector.selectorLabels" $ | fromYaml)) }}
  topologySpreadConstraints:
    {{- range . }}
    -
      {{- toYaml (hasKey . "labelSelector" | ternary . (merge (deepCopy .) $ours)) | nindent 6 }}
    {{- end }}
  {{- end }}
{{- end }}

{{/* What a claim asks for, the same for a Deployment's and a StatefulSet's. */}}
{{- define "danube-connector.claim" -}}
accessModes:
  {{- toYaml .Values.persistence.accessModes | nindent 2 }}
{{- if eq .Values.persistence.storageClass "-" }}
storageClassName: ""
{{- else if .Values.persistence.storageClass }}
storageClassName: {{ .Values.persistence.storageClass }}
{{- end }}
resources:
  requests:
    storage: {{ .Values.persistence.size }}
{{- end }}
