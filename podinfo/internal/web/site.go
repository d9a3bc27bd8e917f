// Package web answers requests. It does not know whether they came by a socket or by an event.
package web

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/buildinfo"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/place"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/secret"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/telemetry"
)

// No endpoint needs more; /echo allows less.
const bodyBytes = 1 << 20

// Site is everything that the answers are made of.
type Site struct {
	Place    place.Place
	Build    buildinfo.Info
	Draining func() bool
	Token    *secret.Cache // nil without one
	Log      *slog.Logger
	Metrics  *telemetry.Metrics
	Observe  []telemetry.Observer

	started time.Time
}

// Handler serves the whole site. The service's uptime counts from this call.
func (s *Site) Handler() http.Handler {
	s.started = time.Now()
	return s.observed(s.recovered(uncached(limited(s.routes()))))
}

func (s *Site) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page)
	mux.HandleFunc("GET "+lifePath, alive)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", s.Metrics.Page())
	mux.HandleFunc("GET /version", s.version)
	mux.HandleFunc("GET /info", s.info)
	mux.Handle("GET /delay/{seconds}", s.guarded(delay))
	mux.Handle("/status/{code}", s.guarded(status))
	mux.Handle("/echo", s.guarded(echo))
	return mux
}
