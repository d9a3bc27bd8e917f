// Package telemetry tells the outside what the service did: logs, scraped metrics, embedded metrics.
package telemetry

import (
	"strings"
	"time"
)

// Served is one request that has been answered.
type Served struct {
	Method    string
	Route     string // the pattern that matched, so that labels stay few; see RouteOf
	Path      string
	Status    int
	Bytes     int64
	Duration  time.Duration
	At        time.Time
	RequestID string
	TraceID   string // of X-Ray; empty without one
}

// Observer is told about each request after its answer.
type Observer func(Served)

// Routes that machines ask every few seconds.
var probes = map[string]bool{"/healthz": true, "/readyz": true, "/metrics": true}

// IsProbe tells that the request says nothing about users.
func (s Served) IsProbe() bool { return probes[s.Route] }

// Failed tells that the service is to blame.
func (s Served) Failed() bool { return s.Status >= 500 }

// RouteOf is the path of a pattern of http.ServeMux, and "unmatched" for none.
func RouteOf(pattern string) string {
	if pattern == "" {
		return "unmatched"
	}
	_, path, hasMethod := strings.Cut(pattern, " ")
	if !hasMethod {
		path = pattern
	}
	return strings.TrimSuffix(path, "{$}")
}
