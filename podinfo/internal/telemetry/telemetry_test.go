package telemetry

import (
	"bytes"
	"encoding/json"
	"flag"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

func sample() Served {
	return Served{
		Method: "GET", Route: "/delay/{seconds}", Path: "/delay/1", Status: 200, Bytes: 24,
		Duration: 1500 * time.Microsecond, At: time.Date(2026, 11, 23, 5, 6, 7, 89_000_000, time.UTC),
		RequestID: "abc", TraceID: "Root=1-2-3",
	}
}

func TestTheEmbeddedLineIsTheGoldenOne(t *testing.T) {
	var out bytes.Buffer
	NewEmbedded(&out).Observe(sample())
	const golden = "testdata/embedded.json"
	if *update {
		if err := os.WriteFile(golden, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("got  %swant %s", &out, want)
	}
}

// What the specification asks for: every metric and dimension that the metadata names is a member of
// the root, metrics as numbers and dimensions as strings.
func TestTheEmbeddedLineHoldsEveryMetricAndDimensionThatItNames(t *testing.T) {
	var out bytes.Buffer
	NewEmbedded(&out).Observe(sample())
	var root map[string]any
	var named struct {
		AWS metadata `json:"_aws"`
	}
	if err := json.Unmarshal(out.Bytes(), &root); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), &named); err != nil {
		t.Fatal(err)
	}
	set := named.AWS.CloudWatchMetrics[0]
	for _, metric := range set.Metrics {
		if _, isNumber := root[metric.Name].(float64); !isNumber {
			t.Errorf("%s is %v", metric.Name, root[metric.Name])
		}
	}
	for _, dimension := range set.Dimensions[0] {
		if text, isText := root[dimension].(string); !isText || text == "" {
			t.Errorf("%s is %v", dimension, root[dimension])
		}
	}
}

func TestOnLambdaAProbeIsNoDebugLineSinceTheFilterWouldDropItsMetrics(t *testing.T) {
	for status, want := range map[int]string{200: `"level":"INFO"`, 503: `"level":"ERROR"`} {
		var out bytes.Buffer
		NewEmbedded(&out).Observe(Served{Route: "/readyz", Status: status})
		if !strings.Contains(out.String(), want) {
			t.Errorf("%d: got %s", status, &out)
		}
	}
}

func TestLinesOfRequestsAtOnceDoNotMix(t *testing.T) {
	var out bytes.Buffer
	embedded := NewEmbedded(&out)
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() { embedded.Observe(sample()) })
	}
	all.Wait()
	for line := range strings.Lines(out.String()) {
		if !json.Valid([]byte(line)) {
			t.Fatalf("broken line %s", line)
		}
	}
}

func TestTheAccessLogKeepsUsersRequestsFailuresAndOnlyInDebuggingProbes(t *testing.T) {
	for _, c := range []struct {
		level  slog.Level
		served Served
		want   string
	}{
		{slog.LevelInfo, Served{Route: "/info", Status: 200}, `"level":"INFO"`},
		{slog.LevelInfo, Served{Route: "/healthz", Status: 200}, ""},
		{slog.LevelDebug, Served{Route: "/healthz", Status: 200}, `"level":"DEBUG"`},
		{slog.LevelInfo, Served{Route: "/readyz", Status: 503}, `"level":"ERROR"`},
		{slog.LevelError, Served{Route: "/info", Status: 200}, ""},
		{slog.LevelInfo, Served{Path: "/" + strings.Repeat("x", 10_000)}, "…"},
	} {
		var out bytes.Buffer
		AccessLog(NewLog(&out, c.level))(c.served)
		if !strings.Contains(out.String(), c.want) || (c.want == "" && out.Len() > 0) || out.Len() > 1000 {
			t.Errorf("%+v: got %s", c, &out)
		}
	}
}

func TestLogLinesHaveTheNamesThatLambdaLooksFor(t *testing.T) {
	var out bytes.Buffer
	NewLog(&out, slog.LevelInfo).Info("hello", slog.Group("inner", "time", 1))
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	if _, err := time.Parse(time.RFC3339Nano, line["timestamp"].(string)); err != nil || line["message"] != "hello" || line["level"] != "INFO" {
		t.Errorf("got %v", line)
	}
	if inner := line["inner"].(map[string]any); inner["time"] != 1.0 {
		t.Errorf("a group's own name was changed: %v", inner)
	}
}

func TestRoutesAreFewWhateverIsAsked(t *testing.T) {
	for pattern, want := range map[string]string{
		"GET /{$}": "/", "GET /delay/{seconds}": "/delay/{seconds}", "/echo": "/echo", "": "unmatched",
	} {
		if got := RouteOf(pattern); got != want {
			t.Errorf("%q: got %q, want %q", pattern, got, want)
		}
	}
}

func TestMetricsCountByMethodRouteAndStatus(t *testing.T) {
	metrics := NewMetrics()
	metrics.Observe(sample())
	metrics.Observe(Served{Method: "BREW", Route: "unmatched", Status: 404})
	page := httptest.NewRecorder()
	metrics.Page().ServeHTTP(page, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	for _, want := range []string{
		`http_requests_total{method="GET",route="/delay/{seconds}",status="200"} 1`,
		`http_requests_total{method="other",route="unmatched",status="404"} 1`,
		`http_request_duration_seconds_count{route="/delay/{seconds}"} 1`,
		"podinfo_build_info{", "go_goroutines ", "process_resident_memory_bytes ",
	} {
		if !strings.Contains(page.Body.String(), want) {
			t.Errorf("%s is missing", want)
		}
	}
}
