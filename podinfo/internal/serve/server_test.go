package serve

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/settings"
)

// running is a server on loopback, until the test ends it.
type running struct {
	url   string
	drain *Drain
	end   context.CancelFunc
	ended chan error
}

func start(t *testing.T, handler http.HandlerFunc, drain, stop time.Duration) *running {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	r := &running{url: "http://" + listener.Addr().String(), drain: &Drain{}, end: end, ended: make(chan error, 1)}
	server := Server{Handler: handler, Drain: r.drain, Timing: settings.Timing{Drain: drain, Stop: stop}, Log: slog.New(slog.DiscardHandler)}
	go func() { r.ended <- server.Run(ctx, listener) }()
	t.Cleanup(end)
	return r
}

func (r *running) get(t *testing.T) (*http.Response, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.url, nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(request)
	if err == nil {
		t.Cleanup(func() { _ = answer.Body.Close() })
	}
	return answer, err
}

func hello(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") }

func TestADrainingServerIsUnreadyAndStillAnswersAndAsksClientsToLeave(t *testing.T) {
	r := start(t, hello, time.Second, 5*time.Second)
	if answer, err := r.get(t); err != nil || answer.StatusCode != 200 || r.drain.Begun() {
		t.Fatalf("before: %v", err)
	}
	r.end()
	for !r.drain.Begun() {
		time.Sleep(time.Millisecond)
	}
	answer, err := r.get(t)
	if err != nil || answer.StatusCode != 200 || !answer.Close {
		t.Errorf("while draining: %v, %v", answer, err)
	}
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
	if _, err := r.get(t); err == nil {
		t.Error("answered after its end")
	}
}

func TestARequestUnderWayIsAnsweredBeforeTheEnd(t *testing.T) {
	entered := make(chan struct{})
	r := start(t, func(w http.ResponseWriter, r *http.Request) {
		close(entered)
		time.Sleep(300 * time.Millisecond)
		hello(w, r)
	}, 0, 5*time.Second)
	go func() { <-entered; r.end() }()
	answer, err := r.get(t)
	if err != nil || answer.StatusCode != 200 {
		t.Errorf("got %v", err)
	}
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
}

func TestAHandlerThatWaitsIsToldBeforeItsTimeIsOver(t *testing.T) {
	r := start(t, func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		http.Error(w, context.Cause(r.Context()).Error(), http.StatusServiceUnavailable)
	}, 0, lastWords+200*time.Millisecond)
	time.AfterFunc(50*time.Millisecond, r.end)
	answer, err := r.get(t)
	if err != nil || answer.StatusCode != 503 {
		t.Fatalf("got %v", err)
	}
	if body, _ := io.ReadAll(answer.Body); !strings.Contains(string(body), ErrStopping.Error()) {
		t.Errorf("got %s", body)
	}
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
}

func TestAHandlerThatDoesNotListenIsCutOffAndTheEndSaysSo(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	r := start(t, func(http.ResponseWriter, *http.Request) { <-release }, 0, 100*time.Millisecond)
	time.AfterFunc(50*time.Millisecond, r.end)
	if _, err := r.get(t); err == nil {
		t.Error("answered")
	}
	if err := <-r.ended; err == nil || !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("got %v", err)
	}
}

func TestAServerWhoseListenerBreaksSaysSo(t *testing.T) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	server := Server{Handler: http.NotFoundHandler(), Drain: &Drain{}, Log: slog.New(slog.DiscardHandler)}
	if err := server.Run(t.Context(), listener); err == nil || !strings.Contains(err.Error(), "cannot serve") {
		t.Errorf("got %v", err)
	}
}

func TestAProbeTellsALiveServiceFromASickAndFromNone(t *testing.T) {
	for status, alive := range map[int]bool{200: true, 500: false} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/healthz" {
				t.Errorf("asked for %s", r.URL.Path)
			}
			w.WriteHeader(status)
		}))
		port := server.Listener.Addr().(*net.TCPAddr).Port
		if err := Probe(t.Context(), port); (err == nil) != alive {
			t.Errorf("%d: got %v", status, err)
		}
		server.Close()
		if err := Probe(t.Context(), port); err == nil {
			t.Error("nobody is alive")
		}
	}
}
