package main

import (
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// runtimeAPI is a Lambda of our own: it hands events to the function and takes its results.
// Source: AWS Lambda developer guide, runtime API 2018-06-01 and extensions API 2020-01-01 (2026-11).
type runtimeAPI struct {
	*httptest.Server

	events     chan invocation
	lock       sync.Mutex
	waiting    map[string]chan result
	extensions []string
}

type invocation struct{ id, payload string }

type result struct {
	failed bool
	body   string
}

// Lambda's own limit is the function's timeout.
const invocationTime = 15 * time.Second

func newRuntimeAPI(t *testing.T) *runtimeAPI {
	t.Helper()
	api := &runtimeAPI{events: make(chan invocation), waiting: map[string]chan result{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /2018-06-01/runtime/invocation/next", api.next)
	mux.HandleFunc("POST /2018-06-01/runtime/invocation/{id}/response", func(w http.ResponseWriter, r *http.Request) { api.take(w, r, false) })
	mux.HandleFunc("POST /2018-06-01/runtime/invocation/{id}/error", func(w http.ResponseWriter, r *http.Request) { api.take(w, r, true) })
	mux.HandleFunc("POST /2020-01-01/extension/register", api.register)
	mux.HandleFunc("GET /2020-01-01/extension/event/next", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/", func(_ http.ResponseWriter, r *http.Request) { t.Errorf("Lambda does not know %s %s", r.Method, r.URL) })
	api.Server = httptest.NewServer(mux)
	t.Cleanup(api.end)
	return api
}

// end closes the connections first: a function waits in one of them for ever.
func (a *runtimeAPI) end() {
	a.CloseClientConnections()
	a.Close()
}

func (a *runtimeAPI) next(w http.ResponseWriter, r *http.Request) {
	select {
	case one := <-a.events:
		w.Header().Set("Lambda-Runtime-Aws-Request-Id", one.id)
		w.Header().Set("Lambda-Runtime-Deadline-Ms", fmt.Sprint(time.Now().Add(invocationTime).UnixMilli()))
		w.Header().Set("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793")
		_, _ = io.WriteString(w, one.payload)
	case <-r.Context().Done():
	}
}

func (a *runtimeAPI) take(w http.ResponseWriter, r *http.Request, failed bool) {
	body, _ := io.ReadAll(r.Body)
	w.WriteHeader(http.StatusAccepted)
	a.lock.Lock()
	defer a.lock.Unlock()
	a.waiting[r.PathValue("id")] <- result{failed: failed, body: string(body)}
}

func (a *runtimeAPI) register(w http.ResponseWriter, r *http.Request) {
	a.lock.Lock()
	defer a.lock.Unlock()
	a.extensions = append(a.extensions, r.Header.Get("Lambda-Extension-Name"))
	w.Header().Set("Lambda-Extension-Identifier", "extension-1")
	_, _ = io.WriteString(w, "{}")
}

// invoke hands one event over and waits for its result.
func (a *runtimeAPI) invoke(t *testing.T, payload string) result {
	t.Helper()
	answer, id := make(chan result, 1), rand.Text()
	a.lock.Lock()
	a.waiting[id] = answer
	a.lock.Unlock()
	limit := time.After(invocationTime)
	select {
	case a.events <- invocation{id: id, payload: payload}:
	case <-limit:
		t.Fatal("the function asks for no more events")
	}
	select {
	case got := <-answer:
		return got
	case <-limit:
		t.Fatal("the function gave no result")
	}
	return result{}
}

// address is what AWS_LAMBDA_RUNTIME_API says.
func (a *runtimeAPI) address() string { return strings.TrimPrefix(a.URL, "http://") }
