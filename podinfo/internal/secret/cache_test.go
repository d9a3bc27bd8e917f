package secret

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"
)

// source is a Secrets Manager of our own: it counts, fails and waits as told.
type source struct {
	text  string
	err   error
	reads int
	gate  chan struct{} // nil: at once
}

func (s *source) read(ctx context.Context) (Value, error) {
	s.reads++
	if s.gate != nil {
		select {
		case <-s.gate:
		case <-ctx.Done():
			return Value{}, ctx.Err()
		}
	}
	return NewValue(s.text), s.err
}

type bench struct {
	*Cache

	source *source
	clock  time.Time
	log    *bytes.Buffer
}

func newBench() *bench {
	b := &bench{source: &source{text: "first"}, clock: time.Unix(1_800_000_000, 0), log: &bytes.Buffer{}}
	b.Cache = NewCache(b.source.read, slog.New(slog.NewJSONHandler(b.log, nil)))
	b.now = func() time.Time { return b.clock }
	return b
}

func (b *bench) expect(t *testing.T, text string, reads int) {
	t.Helper()
	value, err := b.Value(t.Context())
	if err != nil || !value.Matches(text) || b.source.reads != reads {
		t.Errorf("got %v after %d readings, want %q after %d", err, b.source.reads, text, reads)
	}
}

func TestAValueIsReadOnceAndKept(t *testing.T) {
	b := newBench()
	b.expect(t, "first", 1)
	b.clock = b.clock.Add(renewAfter - time.Second)
	b.expect(t, "first", 1)
	if age, loaded := b.Age(); !loaded || age != renewAfter-time.Second {
		t.Errorf("age %v, %v", age, loaded)
	}
}

func TestARotatedValueIsInUseAfterFiveMinutesAtMost(t *testing.T) {
	b := newBench()
	b.expect(t, "first", 1)
	b.source.text = "second"
	b.clock = b.clock.Add(renewAfter)
	b.expect(t, "second", 2)
}

func TestAFailedRenewalKeepsTheValueUntilItIsFiveMinutesOld(t *testing.T) {
	b := newBench()
	b.expect(t, "first", 1)
	b.source.err = errors.New("throttled")
	b.clock = b.clock.Add(renewAfter)
	b.expect(t, "first", 2)
	b.clock = b.clock.Add(keepFor - renewAfter)
	if _, err := b.Value(t.Context()); err == nil || !strings.Contains(err.Error(), "throttled") {
		t.Errorf("got %v", err)
	}
	if !strings.Contains(b.log.String(), "throttled") {
		t.Errorf("the log says %s", b.log)
	}
}

func TestAFailureIsFollowedByAPauseAndThenByAnotherTry(t *testing.T) {
	b := newBench()
	b.source.err = errors.New("denied")
	for range 3 {
		if _, err := b.Value(t.Context()); err == nil {
			t.Error("a value out of nowhere")
		}
	}
	if b.source.reads != 1 {
		t.Errorf("%d readings", b.source.reads)
	}
	if _, loaded := b.Age(); loaded {
		t.Error("loaded without a value")
	}
	b.source.err = nil
	b.clock = b.clock.Add(pauseAfter + time.Second)
	b.expect(t, "first", 2)
}

func TestACallerThatGoesAwayDoesNotEndTheReadingForTheOthers(t *testing.T) {
	b := newBench()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if value, err := b.Value(ctx); err != nil || !value.Matches("first") {
		t.Errorf("got %v", err)
	}
}

func TestManyCallersAtOnceMakeOneReading(t *testing.T) {
	b := newBench()
	b.source.gate = make(chan struct{})
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if value, err := b.Value(t.Context()); err != nil || !value.Matches("first") {
				t.Errorf("got %v", err)
			}
		})
	}
	close(b.source.gate)
	all.Wait()
	if b.source.reads != 1 {
		t.Errorf("%d readings", b.source.reads)
	}
}

func TestWhileOneCallerRenewsTheOthersGetTheLastValueAtOnce(t *testing.T) {
	b := newBench()
	b.expect(t, "first", 1)
	b.clock = b.clock.Add(renewAfter)
	b.reading.Lock() // as the caller that is reading would
	defer b.reading.Unlock()
	if value, err := b.Value(t.Context()); err != nil || !value.Matches("first") {
		t.Errorf("got %v", err)
	}
}

func TestAValueHidesFromEveryWayOfPrintingIt(t *testing.T) {
	value := NewValue("hunter2")
	var out bytes.Buffer
	slog.New(slog.NewJSONHandler(&out, nil)).Info("here", "value", value, "pointer", &value)
	slog.New(slog.NewTextHandler(&out, nil)).Info("here", "value", value)
	_, _ = fmt.Fprintf(&out, "%v %+v %#v %s %q %v", value, value, value, value, value, struct{ V Value }{value})
	if strings.Contains(out.String(), "hunter2") {
		t.Errorf("shown in %s", &out)
	}
	if !value.Matches("hunter2") || value.Matches("hunter") || value.Matches("") {
		t.Error("comparison is wrong")
	}
}
