package web

import (
	"net/http"
	"time"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/telemetry"
)

// observed names each request, and tells the observers about its answer.
func (s *Site) observed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		s.Metrics.InFlight.Inc()
		defer s.Metrics.InFlight.Dec()
		id := identified(r)
		if id != "" {
			w.Header()[requestIDHeader] = []string{id}
		}
		watched := &watchedWriter{ResponseWriter: w}
		defer func() { s.tell(served(r, watched, began, id)) }()
		next.ServeHTTP(watched, r)
	})
}

func (s *Site) tell(what telemetry.Served) {
	for _, observe := range s.Observe {
		observe(what)
	}
}

func served(r *http.Request, w *watchedWriter, began time.Time, id string) telemetry.Served {
	return telemetry.Served{
		Method: r.Method, Route: telemetry.RouteOf(r.Pattern), Path: r.URL.Path,
		Status: w.answered(), Bytes: w.bytes, At: began, Duration: time.Since(began),
		RequestID: id, TraceID: r.Header.Get("X-Amzn-Trace-Id"),
	}
}

// watchedWriter remembers what was answered.
type watchedWriter struct {
	http.ResponseWriter

	status int
	bytes  int64
}

// WriteHeader remembers the first final status.
func (w *watchedWriter) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write counts what the client was sent.
func (w *watchedWriter) Write(content []byte) (int, error) {
	w.status = w.answered()
	n, err := w.ResponseWriter.Write(content)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach what the server's writer can do.
func (w *watchedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// answered is the status that the client sees: silence means 200.
func (w *watchedWriter) answered() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}
