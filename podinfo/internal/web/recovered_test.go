package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// around puts a handler of the test's own under what surrounds the site's.
func (s *stage) around(handler http.HandlerFunc) http.Handler {
	return s.site.observed(s.site.recovered(handler))
}

func TestAPanicIsAnAnswerOf500AndALineInTheLog(t *testing.T) {
	stage := newStage()
	answer := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	request.Header.Set("X-Request-Id", "mine")
	stage.around(func(http.ResponseWriter, *http.Request) { panic("a pea too many") }).ServeHTTP(answer, request)
	if answer.Code != 500 || strings.Contains(answer.Body.String(), "pea") || !strings.Contains(answer.Body.String(), "mine") {
		t.Errorf("got %d %s", answer.Code, answer.Body)
	}
	if line := stage.log.String(); !strings.Contains(line, "a pea too many") || !strings.Contains(line, "recovered_test.go") {
		t.Errorf("the log says %s", line)
	}
	if stage.served[0].Status != 500 {
		t.Errorf("observed %+v", stage.served[0])
	}
}

func TestAPanicAfterHalfAnAnswerBreaksItOff(t *testing.T) {
	for name, cause := range map[string]any{"half": "late", "asked for": http.ErrAbortHandler} {
		stage := newStage()
		func() {
			defer func() {
				if recover() != http.ErrAbortHandler {
					t.Errorf("%s: the connection stays open", name)
				}
			}()
			handler := stage.around(func(w http.ResponseWriter, _ *http.Request) {
				_, _ = io.WriteString(w, "half")
				panic(cause)
			})
			handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
		}()
		if len(stage.served) != 1 {
			t.Errorf("%s: observed %+v", name, stage.served)
		}
	}
}

func TestTheWatchedWriterLetsTheServersWriterBeReached(t *testing.T) {
	stage := newStage()
	answer := httptest.NewRecorder()
	stage.around(func(w http.ResponseWriter, _ *http.Request) {
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
	}).ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
	if !answer.Flushed {
		t.Error("not flushed")
	}
}
