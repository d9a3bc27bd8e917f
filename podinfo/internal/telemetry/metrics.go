package telemetry

import (
	"maps"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/buildinfo"
)

// Metrics are what Prometheus scrapes from this process.
type Metrics struct {
	InFlight prometheus.Gauge

	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec

	// Looking labels up again for each request would cost more than counting. Nobody waits to read: the
	// map is never changed, but replaced by one with a series more.
	known atomic.Pointer[map[key]series]
	lock  sync.Mutex // of those who replace it
}

type key struct {
	method, route string
	status        int
}

type series struct {
	requests prometheus.Counter
	seconds  prometheus.Observer
}

// NewMetrics registers everything in a registry of its own: no other package can add to it.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		InFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "http_requests_in_flight", Help: "Requests that are being answered.",
		}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "http_requests_total", Help: "Requests answered, by method, route and status.",
		}, []string{"method", "route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "http_request_duration_seconds", Help: "Time to answer, by route.", Buckets: prometheus.DefBuckets,
		}, []string{"route"}),
	}
	m.known.Store(&map[key]series{})
	m.registry.MustRegister(m.InFlight, m.requests, m.seconds, buildInfo(),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func buildInfo() prometheus.Collector {
	info := buildinfo.Current()
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "podinfo_build_info", Help: "Always 1; its labels say which build this is.",
		ConstLabels: prometheus.Labels{"version": info.Version, "commit": info.Commit, "go": info.Go},
	}, func() float64 { return 1 })
}

// Observe counts a request.
func (m *Metrics) Observe(s Served) {
	one := m.seriesOf(key{method: knownMethod(s.Method), route: s.Route, status: s.Status})
	one.requests.Inc()
	one.seconds.Observe(s.Duration.Seconds())
}

func (m *Metrics) seriesOf(k key) series {
	if one, found := (*m.known.Load())[k]; found {
		return one
	}
	one := series{
		requests: m.requests.WithLabelValues(k.method, k.route, strconv.Itoa(k.status)),
		seconds:  m.seconds.WithLabelValues(k.route),
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	more := maps.Clone(*m.known.Load())
	more[k] = one // perhaps a second time: the labels lead to the same counters
	m.known.Store(&more)
	return one
}

// Page is the handler behind /metrics.
func (m *Metrics) Page() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// knownMethod keeps strangers from making labels of their own.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut,
		http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	default:
		return "other"
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
