{{/* Name of the application; at most 63 characters, as labels are. */}}
{{- define "danube-connector.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* Name of the release's resources. */}}
{{- define "danube-connector.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{/* The labels that never change: selectors are made of them. */}}
{{- define "danube-connector.selectorLabels" -}}
app.kubernetes.io/name: {{ include "danube-connector.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "danube-connector.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "danube-connector.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "danube-connector.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "danube-connector.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/*
An integer that the table [processing] of config.inline gives to a key, or nothing. Keys of the same name at the root or in other
tables are dead, as they are for the connector.
*/}}
{{- define "danube-connector.processing" -}}
{{- $table := "" }}
{{- if not .root.Values.config.existingConfigMap }}
{{- $table = regexFind "(?m)^[ \\t]*\\[processing\\][^\\[]*" .root.Values.config.inline }}
{{- end }}
{{- $line := regexFind (printf "(?m)^[ \\t]*%s[ \\t]*=[ \\t]*[0-9_]+" .key) $table }}
{{- regexFind "[0-9_]+$" $line | replace "_" "" }}
{{- end }}

{{/* The port on which the connector really listens. */}}
{{- define "danube-connector.metricsPort" -}}
{{- include "danube-connector.processing" (dict "root" . "key" "metrics_port") | default (.Values.metricsPort | toString) }}
{{- end }}

{{/* The drain time of the connector, rounded up, and what closing and the JVM take, with room to spare. */}}
{{- define "danube-connector.gracePeriod" -}}
{{- if .Values.terminationGracePeriodSeconds }}
{{- .Values.terminationGracePeriodSeconds | int }}
{{- else }}
{{- $drain := include "danube-connector.processing" (dict "root" . "key" "shutdown_timeout_ms") | default "7000" | int }}
{{- add (div (add $drain 999) 1000) 8 .Values.preStopSeconds }}
{{- end }}
{{- end }}

{{/* What is run: a digest says it exactly, a tag by name. */}}
{{- define "danube-connector.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%v" .Values.image.repository .Values.image.tag }}
{{- end }}
{{- end }}

{{/*
"true" if no two pods of the release read at a time, and nobody has said anything of danube.sole_reader: the environment would win over
the file. A ConfigMap of the user's own cannot be looked into.
*/}}
{{- define "danube-connector.soleReader" -}}
{{- $oneAtATime := or .Values.statefulSet.enabled (eq .Values.strategy.type "Recreate") }}
{{- $said := or .Values.config.existingConfigMap (contains "sole_reader" .Values.config.inline) (hasKey (.Values.env | default dict) "DANUBE_SOLE_READER") }}
{{- range .Values.extraEnv }}
{{- if eq .name "DANUBE_SOLE_READER" }}{{ $said = true }}{{ end }}
{{- end }}
{{- if and (eq (int .Values.replicaCount) 1) $oneAtATime (not $said) }}true{{ end }}
{{- end }}

{{/* What would only be noticed by a pod that never runs. */}}
{{- define "danube-connector.check" -}}
{{- if not .Values.image.repository }}
{{- fail "image.repository must name the image of a connector, for example ghcr.io/example/danube-source-mqtt" }}
{{- end }}
{{- if not (or .Values.config.inline .Values.config.existingConfigMap) }}
{{- fail "config.inline or config.existingConfigMap must be set; --set-file config.inline=connector.toml takes a file" }}
{{- end }}
{{- if and .Values.persistence.enabled (not .Values.statefulSet.enabled) (gt (int .Values.replicaCount) 1) }}
{{- fail "several pods cannot share the volume of a Deployment: set statefulSet.enabled=true, or replicaCount=1" }}
{{- end }}
{{- if and .Values.persistence.existingClaim (gt (int .Values.replicaCount) 1) }}
{{- fail "several pods cannot share persistence.existingClaim: leave it empty, or set replicaCount=1" }}
{{- end }}
{{- if .Values.ingress.enabled }}
{{- $names := list }}
{{- range .Values.extraPorts }}{{ $names = append $names .name }}{{ end }}
{{- if not (has .Values.ingress.port $names) }}
{{- fail (printf "ingress.port=%s is no name in extraPorts: %v" .Values.ingress.port $names) }}
{{- end }}
{{- if not .Values.ingress.hosts }}
{{- fail "ingress.hosts must name a host; an Ingress without one takes every request of the cluster" }}
{{- end }}
{{- end }}
{{- end }}
