package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// host is the service as a process of its own, behind a port.
type host struct {
	*process

	url   string
	ready atomic.Bool
}

func launchHost(t *testing.T, environment ...string) *host {
	t.Helper()
	port := strconv.Itoa(freePort(t))
	h := &host{process: launch(t, append(environment, "PORT="+port)...), url: "http://127.0.0.1:" + port}
	h.waitFor(t, "ready", func() bool { return h.status(t, "/readyz") == http.StatusOK })
	h.ready.Store(true)
	return h
}

// status is 0 where no answer came.
func (h *host) status(t *testing.T, path string) int {
	t.Helper()
	return ask(t, http.DefaultClient, h.url+path)
}

func ask(t *testing.T, client *http.Client, url string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Do(request)
	if err != nil {
		return 0
	}
	defer func() { _ = answer.Body.Close() }()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return 0
	}
	return answer.StatusCode
}

// watch does what a load balancer does: it asks for readiness, and stops sending where there is none.
func (h *host) watch(t *testing.T, done <-chan struct{}) {
	t.Helper()
	for {
		select {
		case <-done:
			return
		case <-time.After(10 * time.Millisecond):
			h.ready.Store(h.status(t, "/readyz") == http.StatusOK)
		}
	}
}

// Two hosts behind a balancer, one of which is told to end while requests pour in over connections
// that are kept open: the release that every day brings.
func TestOfTenThousandRequestsDuringASIGTERMNoneFails(t *testing.T) {
	leaving, staying := launchHost(t, "DRAIN_SECONDS=1"), launchHost(t, "DRAIN_SECONDS=0")
	done := make(chan struct{})
	var watchers, workers sync.WaitGroup
	watchers.Go(func() { leaving.watch(t, done) })
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	var sent, failed atomic.Int64
	for range 64 {
		workers.Go(func() {
			for number := sent.Add(1); number <= 10_000; number = sent.Add(1) {
				if number == 3_000 {
					leaving.terminate(t)
				}
				target := staying
				if leaving.ready.Load() {
					target = leaving
				}
				if ask(t, client, target.url+"/delay/0.002") != http.StatusOK {
					failed.Add(1)
				}
			}
		})
	}
	workers.Wait()
	close(done)
	watchers.Wait()
	if err := leaving.Wait(); err != nil || failed.Load() > 0 {
		t.Errorf("%d of 10,000 failed; ended with %v", failed.Load(), err)
	}
	staying.waitFor(t, "through with its share", func() bool {
		before, after := leaving.out.count("/delay/0.002"), staying.out.count("/delay/0.002")
		return before+after == 10_000 && before >= 3_000 && after > 0
	})
}

// The same without a balancer's kindness: clients go on until nobody listens. What the service has
// accepted by its own log, and what clients have got an answer to, must be the same.
func TestEveryRequestThatWasAcceptedIsAnswered(t *testing.T) {
	h := launchHost(t, "DRAIN_SECONDS=0")
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	var answered atomic.Int64
	var workers sync.WaitGroup
	for range 64 {
		workers.Go(func() {
			for ask(t, client, h.url+"/delay/0.01") == http.StatusOK {
				if answered.Add(1) == 1_000 {
					h.terminate(t)
				}
			}
		})
	}
	workers.Wait()
	if err := h.Wait(); err != nil {
		t.Error(err)
	}
	if accepted := int64(h.out.count("/delay/0.01")); accepted != answered.Load() || accepted < 1_000 {
		t.Errorf("%d accepted, %d answered", accepted, answered.Load())
	}
}

func TestAHostIsReadyOnlyWithItsSecretAndNeverShowsIt(t *testing.T) {
	var refuse atomic.Bool
	refuse.Store(true)
	manager := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if refuse.Load() {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"__type": "AccessDeniedException"}`)
			return
		}
		_, _ = io.WriteString(w, `{"SecretString": "hunter2"}`)
	}))
	defer manager.Close()
	port := strconv.Itoa(freePort(t))
	p := launch(t, "PORT="+port, "DRAIN_SECONDS=0", "LOG_LEVEL=debug", "AWS_ENDPOINT_URL_SECRETS_MANAGER="+manager.URL, "AWS_ACCESS_KEY_ID=id",
		"AWS_SECRET_ACCESS_KEY=key", "API_TOKEN=arn:aws:secretsmanager:eu-west-1:111111111111:secret:podinfo/api-token-AbCdEf")
	h := &host{process: p, url: "http://127.0.0.1:" + port}
	h.waitFor(t, "alive", func() bool { return h.status(t, "/healthz") == http.StatusOK })
	if got := h.status(t, "/readyz"); got != http.StatusServiceUnavailable {
		t.Errorf("without its secret: %d", got)
	}
	refuse.Store(false)
	h.waitFor(t, "ready", func() bool { return h.status(t, "/readyz") == http.StatusOK })
	if got := h.status(t, "/status/200"); got != http.StatusUnauthorized {
		t.Errorf("without the token: %d", got)
	}
	h.terminate(t)
	if err := h.Wait(); err != nil || h.out.count("hunter2") > 0 {
		t.Errorf("%v; it says:\n%s", err, h.out)
	}
}

func TestEveryLineOfAHostIsJSON(t *testing.T) {
	h := launchHost(t, "DRAIN_SECONDS=0", "LOG_LEVEL=debug")
	for _, path := range []string{"/", "/status/500", "/nowhere", "/healthz"} {
		h.status(t, path)
	}
	h.terminate(t)
	if err := h.Wait(); err != nil {
		t.Error(err)
	}
	for line := range strings.Lines(h.out.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("got %s", line)
		}
	}
}
