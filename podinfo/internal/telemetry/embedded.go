package telemetry

import (
	"encoding/json"
	"io"
	"sync"
	"time"
)

// Namespace of the metrics in CloudWatch, and their only dimension: each further one is a metric to pay for.
const (
	namespace = "podinfo"
	dimension = "service"
	service   = "podinfo"
)

// Embedded writes each request as one line of JSON that CloudWatch reads twice: as a log line and,
// by its member _aws, as metrics. No agent, no call, and no scraping, which Lambda could not have:
// each execution environment counts for itself.
// Source: CloudWatch user guide, embedded metric format specification (2026-11).
type Embedded struct {
	lock sync.Mutex // a line is one write, also where Lambda runs several invocations at once
	out  io.Writer
}

// NewEmbedded writes to out.
func NewEmbedded(out io.Writer) *Embedded { return &Embedded{out: out} }

type metricUnit struct{ Name, Unit string }

type metricSet struct {
	Namespace  string
	Dimensions [][]string
	Metrics    []metricUnit
}

type metadata struct {
	Timestamp         int64 // milliseconds
	CloudWatchMetrics []metricSet
}

type embeddedLine struct {
	AWS       metadata `json:"_aws"`
	Service   string   `json:"service"`
	Timestamp string   `json:"timestamp"`
	Level     string   `json:"level"`
	Message   string   `json:"message"`

	Requests     int
	ServerErrors int
	Latency      float64 // milliseconds

	RequestID string `json:"request_id"`
	TraceID   string `json:"trace_id"`
	Method    string `json:"method"`
	Route     string `json:"route"`
	Path      string `json:"path"`
	Status    int    `json:"status"`
	Bytes     int64  `json:"bytes"`
}

var metricSets = []metricSet{{
	Namespace:  namespace,
	Dimensions: [][]string{{dimension}},
	Metrics:    []metricUnit{{"Requests", "Count"}, {"ServerErrors", "Count"}, {"Latency", "Milliseconds"}},
}}

// Observe writes the line, whatever the log level: without it the metrics would be gone.
func (e *Embedded) Observe(s Served) {
	line, err := json.Marshal(lineOf(s))
	if err != nil {
		return // plain strings and numbers only: cannot happen
	}
	e.lock.Lock()
	defer e.lock.Unlock()
	_, _ = e.out.Write(append(line, '\n')) // where the log is gone there is nobody to tell
}

func lineOf(s Served) embeddedLine {
	return embeddedLine{
		AWS:     metadata{Timestamp: s.At.UnixMilli(), CloudWatchMetrics: metricSets},
		Service: service, Timestamp: s.At.UTC().Format(time.RFC3339Nano), Level: embeddedLevel(s), Message: "request",
		Requests: 1, ServerErrors: count(s.Failed()), Latency: milliseconds(s.Duration),
		RequestID: s.RequestID, TraceID: s.TraceID, Method: s.Method, Route: s.Route, Path: shorten(s.Path),
		Status: s.Status, Bytes: s.Bytes,
	}
}

// embeddedLevel is never below INFO: Lambda's log filter would drop the metrics along with the line.
func embeddedLevel(s Served) string {
	if s.Failed() {
		return "ERROR"
	}
	return "INFO"
}

func count(happened bool) int {
	if happened {
		return 1
	}
	return 0
}
