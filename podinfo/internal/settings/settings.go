// Package settings reads what the environment asks for, and refuses what it cannot mean.
package settings

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// ErrRefused marks an environment that the service does not start with.
var ErrRefused = errors.New("cannot start")

// Defaults. Ten seconds is what `docker stop` waits before it kills.
// Source: Docker CLI reference, docker container stop (2026-11).
const (
	defaultPort  = 8080
	defaultDrain = 3 * time.Second
	defaultStop  = 9 * time.Second
)

// Timing says how the service ends.
type Timing struct {
	Drain time.Duration // unready, but still serving, so that load balancers look elsewhere first
	Stop  time.Duration // everything, the drain included
}

// Settings is what the service does with its environment variables.
type Settings struct {
	Port       int
	LogLevel   slog.Level
	Token      Secret
	Timing     Timing
	RuntimeAPI string // host:port of Lambda's Runtime API; empty on a host
	Region     string // empty where nothing tells

	SecretsEndpoint string                  // empty for AWS itself
	Credentials     aws.CredentialsProvider // nil: ask the instance
}

// OnLambda tells whether Lambda has started this process.
func (s Settings) OnLambda() bool { return s.RuntimeAPI != "" }

// Read turns environment variables into settings.
// All that is wrong comes back as one error of one line, which repeats no value that may be a secret.
func Read(getenv func(string) string) (Settings, error) {
	r := &reader{getenv: getenv}
	given := Settings{
		Port:            r.integer("PORT", defaultPort, 1, 65535),
		LogLevel:        r.level("LOG_LEVEL", slog.LevelInfo),
		Token:           r.secret("API_TOKEN"),
		Timing:          r.timing(),
		RuntimeAPI:      getenv("AWS_LAMBDA_RUNTIME_API"),
		SecretsEndpoint: getenv("AWS_ENDPOINT_URL_SECRETS_MANAGER"),
		Credentials:     credentialsIn(getenv),
	}
	given.Region = firstOf(getenv("AWS_REGION"), getenv("AWS_DEFAULT_REGION"), given.Token.Region)
	if len(r.problems) > 0 {
		return Settings{}, fmt.Errorf("%w: %s", ErrRefused, strings.Join(r.problems, "; "))
	}
	return given, nil
}

func firstOf(candidates ...string) string {
	for _, candidate := range candidates {
		if candidate != "" {
			return candidate
		}
	}
	return ""
}
