package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"runtime/debug"
	"strconv"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/buildinfo"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/function"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/place"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/secret"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/serve"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/settings"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/telemetry"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/web"
)

// assembled is the whole service, ready to be served in either way.
type assembled struct {
	settings settings.Settings
	log      *slog.Logger
	drain    *serve.Drain
	token    *secret.Cache // nil without one
	site     *web.Site
}

func assemble(given settings.Settings, getenv func(string) string, out io.Writer) *assembled {
	log := telemetry.NewLog(out, given.LogLevel)
	here := place.Find(given, getenv)
	metrics := telemetry.NewMetrics()
	service := &assembled{settings: given, log: log, drain: &serve.Drain{}, token: token(given, log)}
	service.site = &web.Site{
		Place:    here,
		Build:    buildinfo.Current(),
		Draining: service.drain.Begun,
		Token:    service.token,
		Log:      log,
		Metrics:  metrics,
		Observe:  []telemetry.Observer{metrics.Observe, record(given, log, out)},
	}
	return service
}

// record is what keeps each request for later: a line of log on a host, a line that is also
// metrics on Lambda, where nobody comes by to scrape.
func record(given settings.Settings, log *slog.Logger, out io.Writer) telemetry.Observer {
	if given.OnLambda() {
		return telemetry.NewEmbedded(out).Observe
	}
	return telemetry.AccessLog(log)
}

func token(given settings.Settings, log *slog.Logger) *secret.Cache {
	if given.Token.IsZero() {
		return nil
	}
	return secret.NewCache(secret.FromSecretsManager(given.Token, given.SecretsEndpoint, given.Credentials), log)
}

// The live heap is some 2 MB: by default it would be collected for every 4 MB that requests leave
// behind, many times a second under load. Four times as much is still small on the smallest host.
const collectAt = 400 // percent of growth

func (s *assembled) onHost(ctx context.Context) error {
	debug.SetGCPercent(collectAt)
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort("", strconv.Itoa(s.settings.Port)))
	if err != nil {
		return fmt.Errorf("cannot listen: %w", err)
	}
	// Read beside the start, not before it: until it is there, readiness says so.
	go s.warm(ctx)
	server := serve.Server{Handler: s.site.Handler(), Drain: s.drain, Timing: s.settings.Timing, Log: s.log}
	return server.Run(ctx, listener)
}

func (s *assembled) onLambda(ctx context.Context) error {
	slog.SetDefault(s.log) // also for package log, in which the runtime client speaks
	// Read now: a goroutine would be frozen with the environment as soon as the start is over.
	s.warm(ctx)
	return function.Run(ctx, s.site.Handler(), s.drain.Begin)
}

func (s *assembled) warm(ctx context.Context) {
	if s.token != nil {
		_, _ = s.token.Value(ctx) // the cache itself logs what went wrong, and tries again
	}
}
