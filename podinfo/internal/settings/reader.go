package settings

import (
	"fmt"
	"log/slog"
	"strconv"
	"time"
)

// reader collects every problem, so that one start shows them all.
type reader struct {
	getenv   func(string) string
	problems []string
}

func (r *reader) refuse(name, found, expected string) {
	r.problems = append(r.problems, fmt.Sprintf("%s is %q, expected %s", name, found, expected))
}

func (r *reader) integer(name string, otherwise, least, most int) int {
	text := r.getenv(name)
	if text == "" {
		return otherwise
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < least || number > most {
		r.refuse(name, text, fmt.Sprintf("a whole number from %d to %d", least, most))
	}
	return number
}

func (r *reader) seconds(name string, otherwise time.Duration, most int) time.Duration {
	return time.Duration(r.integer(name, int(otherwise/time.Second), 0, most)) * time.Second
}

func (r *reader) level(name string, otherwise slog.Level) slog.Level {
	levels := map[string]slog.Level{
		"":      otherwise,
		"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError,
	}
	level, known := levels[r.getenv(name)]
	if !known {
		r.refuse(name, r.getenv(name), "debug, info, warn or error")
	}
	return level
}

func (r *reader) timing() Timing {
	timing := Timing{
		Drain: r.seconds("DRAIN_SECONDS", defaultDrain, 300),
		Stop:  r.seconds("STOP_SECONDS", defaultStop, 600),
	}
	if timing.Stop <= timing.Drain {
		r.problems = append(r.problems, fmt.Sprintf("STOP_SECONDS is %d, expected more than DRAIN_SECONDS, which is %d",
			timing.Stop/time.Second, timing.Drain/time.Second))
	}
	return timing
}
