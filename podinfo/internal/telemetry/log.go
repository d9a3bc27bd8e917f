package telemetry

import (
	"context"
	"io"
	"log/slog"
)

// Paths come from strangers and have no limit of their own.
const longestPath = 256

// The names that Lambda's log filtering looks for, used on hosts as well.
// Source: AWS Lambda developer guide, JSON log format, custom runtimes (2026-11).
var names = map[string]string{slog.TimeKey: "timestamp", slog.MessageKey: "message"}

// NewLog writes lines of JSON.
func NewLog(out io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: level, ReplaceAttr: rename}))
}

func rename(groups []string, attribute slog.Attr) slog.Attr {
	if name, found := names[attribute.Key]; found && len(groups) == 0 {
		attribute.Key = name
	}
	return attribute
}

// AccessLog keeps a line for each request; of probes only in debugging, or when they fail.
func AccessLog(log *slog.Logger) Observer {
	return func(s Served) {
		ctx, level := context.Background(), levelOf(s)
		if !log.Enabled(ctx, level) {
			return
		}
		log.LogAttrs(ctx, level, "request",
			slog.String("request_id", s.RequestID), slog.String("trace_id", s.TraceID),
			slog.String("method", s.Method), slog.String("route", s.Route), slog.String("path", shorten(s.Path)),
			slog.Int("status", s.Status), slog.Int64("bytes", s.Bytes),
			slog.Float64("duration_ms", milliseconds(s.Duration)))
	}
}

func levelOf(s Served) slog.Level {
	switch {
	case s.Failed():
		return slog.LevelError
	case s.IsProbe():
		return slog.LevelDebug
	default:
		return slog.LevelInfo
	}
}

func shorten(path string) string {
	if len(path) <= longestPath {
		return path
	}
	return path[:longestPath] + "…"
}
