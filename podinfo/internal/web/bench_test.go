package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// discard is a writer that costs nothing.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header             { return d.header }
func (*discard) Write(content []byte) (int, error) { return len(content), nil }
func (*discard) WriteHeader(int)                   {}

func BenchmarkHealth(b *testing.B) {
	stage := newStage()
	stage.site.Observe = stage.site.Observe[:1]
	handler := stage.site.Handler()
	request := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/healthz", nil)
	b.ReportAllocs()
	for b.Loop() {
		handler.ServeHTTP(&discard{header: http.Header{}}, request)
	}
}
