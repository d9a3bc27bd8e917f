// Podinfo is a web service that reports about itself: the real thing that the generated delivery carries.
//
// One binary serves in two ways, chosen by its environment: as an HTTP server, or as an AWS Lambda
// function behind an HTTP API. The handler is the same.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/buildinfo"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/serve"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/settings"
)

// What a process can end with. A supervisor need not restart what refuses its own settings.
const (
	exitClean   = 0
	exitFailed  = 1
	exitRefused = 2
)

var errUsage = errors.New("usage: podinfo [probe | version]")

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
}

func run(ctx context.Context, arguments []string, getenv func(string) string, out, complaints io.Writer) int {
	err := dispatch(ctx, arguments, getenv, out)
	if err == nil {
		return exitClean
	}
	_, _ = fmt.Fprintln(complaints, "podinfo:", err) // nowhere left to complain to
	if errors.Is(err, settings.ErrRefused) || errors.Is(err, errUsage) {
		return exitRefused
	}
	return exitFailed
}

func dispatch(ctx context.Context, arguments []string, getenv func(string) string, out io.Writer) error {
	if len(arguments) == 0 {
		return service(ctx, getenv, out)
	}
	switch {
	case len(arguments) > 1:
		return errUsage
	case arguments[0] == "version":
		_, err := fmt.Fprintln(out, buildinfo.Current())
		return err
	case arguments[0] == "probe":
		return probe(ctx, getenv)
	default:
		return errUsage
	}
}

func service(ctx context.Context, getenv func(string) string, out io.Writer) error {
	given, err := settings.Read(getenv)
	if err != nil {
		return err
	}
	service := assemble(given, getenv, out)
	if given.OnLambda() {
		return service.onLambda(ctx)
	}
	// A second signal ends the process at once: stop() gives the signals back on the first one.
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM, syscall.SIGINT)
	context.AfterFunc(ctx, stop)
	defer stop()
	return service.onHost(ctx)
}

// probe asks the service on this host whether it is alive: an image from scratch has no curl for that.
func probe(ctx context.Context, getenv func(string) string) error {
	given, err := settings.Read(getenv)
	if err != nil {
		return err
	}
	return serve.Probe(ctx, given.Port)
}
