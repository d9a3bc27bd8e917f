package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/buildinfo"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/place"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/secret"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/telemetry"
)

// stage is a site with everything that a test may want to look at or to change.
type stage struct {
	site     *Site
	draining bool
	served   []telemetry.Served
	log      bytes.Buffer
}

func newStage() *stage {
	s := &stage{}
	s.site = &Site{
		Place:    place.Place{Target: "local", Region: "eu-west-1", Host: "box"},
		Build:    buildinfo.Current(),
		Draining: func() bool { return s.draining },
		Log:      telemetry.NewLog(&s.log, slog.LevelDebug),
		Metrics:  telemetry.NewMetrics(),
	}
	s.site.Observe = []telemetry.Observer{
		s.site.Metrics.Observe, func(one telemetry.Served) { s.served = append(s.served, one) },
	}
	return s
}

// withToken guards the stage by a secret, or by one that cannot be read.
func (s *stage) withToken(text string, err error) *stage {
	read := func(context.Context) (secret.Value, error) { return secret.NewValue(text), err }
	s.site.Token = secret.NewCache(read, slog.New(slog.DiscardHandler))
	return s
}

func (s *stage) ask(t *testing.T, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		request.Header.Add(headers[i], headers[i+1])
	}
	answer := httptest.NewRecorder()
	s.site.Handler().ServeHTTP(answer, request)
	return answer
}

func TestEveryEndpointAnswersAsItSays(t *testing.T) {
	for _, c := range []struct {
		method, target, body string
		status               int
		want                 string
	}{
		{"GET", "/", "", 200, `"service": "podinfo"`},
		{"GET", "/healthz", "", 200, `"alive"`},
		{"HEAD", "/healthz", "", 200, ``},
		{"GET", "/readyz", "", 200, `"ready"`},
		{"GET", "/version", "", 200, `"version": "dev"`},
		{"GET", "/info", "", 200, `"region": "eu-west-1"`},
		{"GET", "/metrics", "", 200, "http_requests_in_flight 1"},
		{"GET", "/delay/0", "", 200, `"delayed_seconds": 0`},
		{"GET", "/delay/0.001", "", 200, `"delayed_seconds": 0.001`},
		{"GET", "/delay/31", "", 400, "from 0 to 30"},
		{"GET", "/delay/-1", "", 400, "from 0 to 30"},
		{"GET", "/delay/NaN", "", 400, "from 0 to 30"},
		{"GET", "/delay/soon", "", 400, "from 0 to 30"},
		{"GET", "/status/200", "", 200, `"OK"`},
		{"POST", "/status/503", "", 503, `"Service Unavailable"`},
		{"GET", "/status/204", "", 204, ""},
		{"GET", "/status/304", "", 304, ""},
		{"GET", "/status/199", "", 400, "from 200 to 599"},
		{"GET", "/status/600", "", 400, "from 200 to 599"},
		{"GET", "/status/teapot", "", 400, "from 200 to 599"},
		{"POST", "/echo?a=1&a=2", "hi", 200, `"body": "hi"`},
		{"PUT", "/echo", "\xff\x00", 200, `"body": "/wA="`},
		{"POST", "/echo", strings.Repeat("x", echoBytes), 200, `"body_is_base64": false`},
		{"POST", "/echo", strings.Repeat("x", echoBytes+1), 413, "64 KiB"},
		{"GET", "/nowhere", "", 404, ""},
		{"POST", "/healthz", "", 405, ""},
		{"GET", "/healthz/", "", 404, ""},
	} {
		answer := newStage().ask(t, c.method, c.target, c.body)
		if answer.Code != c.status || !strings.Contains(answer.Body.String(), c.want) {
			t.Errorf("%s %s: got %d %.200s", c.method, c.target, answer.Code, answer.Body)
		}
	}
}

func TestNoAnswerIsCachedAndNoneThatMayHoldForeignContentIsGuessedAt(t *testing.T) {
	for _, target := range []string{"/", "/healthz", "/metrics", "/status/500", "/status/204", "/echo", "/nowhere"} {
		header := newStage().ask(t, "GET", target, "").Header()
		if header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got %v", target, header)
		}
		own := target == "/healthz" || target == "/metrics" || target == "/status/204"
		if !own && header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: got %v", target, header)
		}
	}
}

func TestAnObserverHearsOfEachRequestByItsRoute(t *testing.T) {
	for target, want := range map[string]telemetry.Served{
		"/delay/0":    {Route: "/delay/{seconds}", Status: 200},
		"/status/500": {Route: "/status/{code}", Status: 500},
		"/":           {Route: "/", Status: 200},
		"/nowhere":    {Route: "unmatched", Status: 404},
	} {
		stage := newStage()
		stage.ask(t, "GET", target, "", "X-Amzn-Trace-Id", "Root=1", "X-Request-Id", "mine")
		got := stage.served[0]
		if got.Route != want.Route || got.Status != want.Status || got.TraceID != "Root=1" || got.RequestID != "mine" || got.Bytes == 0 {
			t.Errorf("%s: got %+v", target, got)
		}
	}
}

func TestARequestKeepsAnIdThatIsFitToBeLoggedAndGetsOneOtherwise(t *testing.T) {
	for given, kept := range map[string]bool{
		"abc-1_2.3=": true, "": false, "two words": false, "<script>": false, strings.Repeat("x", 65): false,
	} {
		got := newStage().ask(t, "GET", "/version", "", "X-Request-Id", given).Header().Get("X-Request-Id")
		if (got == given) != kept || got == "" {
			t.Errorf("%q became %q", given, got)
		}
	}
}

func TestACheckOfLifeKeepsItsIdAndGetsNoneWithoutOne(t *testing.T) {
	for given, kept := range map[string]string{"mine": "mine", "": "", "two words": ""} {
		got := newStage().ask(t, "GET", "/healthz", "", "X-Request-Id", given).Header().Get("X-Request-Id")
		if got != kept {
			t.Errorf("%q became %q", given, got)
		}
	}
}

func TestADrainingServiceIsAliveButUnready(t *testing.T) {
	stage := newStage()
	stage.draining = true
	if answer := stage.ask(t, "GET", "/healthz", ""); answer.Code != 200 {
		t.Errorf("healthz: %d", answer.Code)
	}
	if answer := stage.ask(t, "GET", "/readyz", ""); answer.Code != 503 || !strings.Contains(answer.Body.String(), "draining") {
		t.Errorf("readyz: %d %s", answer.Code, answer.Body)
	}
}

func TestAServiceWithoutItsSecretIsUnreadyAndDoesNotSayWhy(t *testing.T) {
	answer := newStage().withToken("", errors.New("AccessDenied for role x")).ask(t, "GET", "/readyz", "")
	if answer.Code != 503 || !strings.Contains(answer.Body.String(), "secret cannot be read") || strings.Contains(answer.Body.String(), "role") {
		t.Errorf("got %d %s", answer.Code, answer.Body)
	}
}

func TestASecretIsReportedByItsStateAlone(t *testing.T) {
	stage := newStage().withToken("hunter2", nil)
	if answer := stage.ask(t, "GET", "/info", ""); !strings.Contains(answer.Body.String(), `"loaded": false`) {
		t.Errorf("before the first reading: %s", answer.Body)
	}
	if answer := stage.ask(t, "GET", "/readyz", ""); answer.Code != 200 {
		t.Errorf("readyz: %d", answer.Code)
	}
	answer := stage.ask(t, "GET", "/info", "")
	if !strings.Contains(answer.Body.String(), `"loaded": true`) || strings.Contains(answer.Body.String(), "hunter2") {
		t.Errorf("after it: %s", answer.Body)
	}
}

func TestTheTokenGuardsTheEndpointsThatCauseTrouble(t *testing.T) {
	for _, target := range []string{"/delay/0", "/status/500", "/echo"} {
		for authorization, want := range map[string]bool{"Bearer hunter2": true, "Bearer wrong": false, "hunter2": false, "": false} {
			answer := newStage().withToken("hunter2", nil).ask(t, "GET", target, "", "Authorization", authorization)
			if (answer.Code != 401) != want || (answer.Header().Get("WWW-Authenticate") == "") != want {
				t.Errorf("%s with %q: got %d", target, authorization, answer.Code)
			}
		}
	}
	answer := newStage().withToken("", errors.New("gone")).ask(t, "GET", "/status/200", "", "Authorization", "Bearer ")
	if answer.Code != 503 {
		t.Errorf("without a readable token: got %d", answer.Code)
	}
}

func TestAnEchoKeepsWhatProvesWhoSomebodyIs(t *testing.T) {
	answer := newStage().ask(t, "POST", "/echo", "", "Authorization", "Bearer hunter2", "Cookie", "session=hunter2", "X-Twice", "a", "X-Twice", "b")
	var got echoed
	if err := json.Unmarshal(answer.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(answer.Body.String(), "hunter2") || len(got.Cookies) != 1 || got.Cookies[0] != "session" || len(got.Headers["X-Twice"]) != 2 {
		t.Errorf("got %s", answer.Body)
	}
}

type brokenBody struct{}

func (brokenBody) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestABodyThatBreaksOffIsTheClientsMistake(t *testing.T) {
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/echo", brokenBody{})
	answer := httptest.NewRecorder()
	newStage().site.Handler().ServeHTTP(answer, request)
	if answer.Code != 400 {
		t.Errorf("got %d", answer.Code)
	}
}

func TestADelayEndsWithItsRequest(t *testing.T) {
	late, cancelLate := context.WithTimeout(t.Context(), 0)
	defer cancelLate()
	stopped, stop := context.WithCancelCause(t.Context())
	stop(errors.New("the service is stopping"))
	for want, ctx := range map[int]context.Context{504: late, 503: stopped} {
		answer := httptest.NewRecorder()
		newStage().site.Handler().ServeHTTP(answer, httptest.NewRequestWithContext(ctx, http.MethodGet, "/delay/30", nil))
		if answer.Code != want {
			t.Errorf("got %d, want %d", answer.Code, want)
		}
	}
}
