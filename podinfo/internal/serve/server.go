package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/settings"
)

// Limits of a connection. Without them, a slow or silent client holds one for ever.
const (
	readFor     = 10 * time.Second // header and body: two limits would be two timers for each request
	writeFor    = 35 * time.Second // the slowest endpoint waits 30 seconds
	headerBytes = 32 << 10

	// Longer than the 60 seconds of a load balancer: it must be the one that closes, or it sends a
	// request into a connection that is being closed, and its client sees a 502.
	// Source: Elastic Load Balancing guide, troubleshoot Application Load Balancers, HTTP 502 (2026-11).
	idleFor = 75 * time.Second
)

// What a handler that still waits has left to say so before its connection is cut.
const lastWords = 500 * time.Millisecond

// ErrStopping is the cause in the context of requests that outlive the time to stop.
var ErrStopping = errors.New("the service is stopping")

// Server answers until it is told to end.
type Server struct {
	Handler http.Handler
	Drain   *Drain
	Timing  settings.Timing
	Log     *slog.Logger
}

// Run serves until ctx ends, then drains: unready first, then no new connections, then the end, when
// the last answer is out or the time to stop is over. An error means that requests were cut off.
func (s Server) Run(ctx context.Context, listener net.Listener) error {
	requests, cut := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cut(nil)
	server := s.server(requests)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	s.Log.Info("serving", "address", listener.Addr().String())
	select {
	case err := <-failed:
		return fmt.Errorf("cannot serve: %w", err)
	case <-ctx.Done():
		return s.end(server, cut)
	}
}

func (s Server) server(requests context.Context) *http.Server {
	return &http.Server{
		Handler:        s.farewell(s.Handler),
		ReadTimeout:    readFor,
		WriteTimeout:   writeFor,
		IdleTimeout:    idleFor,
		MaxHeaderBytes: headerBytes,
		BaseContext:    func(net.Listener) context.Context { return requests },
		ErrorLog:       slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
}

// farewell asks the client of a draining service to come back on another connection. Closing idle
// connections instead could lose a request that is already on its way.
func (s Server) farewell(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.Drain.Begun() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

func (s Server) end(server *http.Server, cut context.CancelCauseFunc) error {
	s.Log.Info("draining", "seconds", s.Timing.Drain.Seconds())
	s.Drain.Begin()
	time.Sleep(s.Timing.Drain)
	left := s.Timing.Stop - s.Timing.Drain
	warning := time.AfterFunc(left-lastWords, func() { cut(ErrStopping) })
	defer warning.Stop()
	limited, cancel := context.WithTimeout(context.Background(), left)
	defer cancel()
	if err := server.Shutdown(limited); err != nil {
		return errors.Join(fmt.Errorf("requests were cut off after %v: %w", s.Timing.Stop, err), server.Close())
	}
	s.Log.Info("stopped")
	return nil
}
