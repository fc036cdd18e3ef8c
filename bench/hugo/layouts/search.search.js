{{- range (partialCached "by-year.html" site.Home "/") -}}
{{- if eq .Key $.Params.year -}}
gongkaiSearch([
{{- range $i, $page := .Pages }}{{ if $i }},{{ end }}
{{ dict "t" .Title "u" .RelPermalink "d" (.Date.Format "2006-01-02") "k" .Section "b" (index .Params.branches 0) "x" .Plain | jsonify }}
{{- end }}
]);
{{- end -}}
{{- end -}}
