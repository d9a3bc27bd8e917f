package function

import (
	"bytes"
	"net/http"
)

// resultWriter collects an answer, with the rules of net/http's own writer.
type resultWriter struct {
	header http.Header
	sent   http.Header // the header as it was with the status: later changes have no effect
	status int
	body   bytes.Buffer
	mute   bool // HEAD: the body is counted, but not sent
}

func newResultWriter(method string) *resultWriter {
	return &resultWriter{header: http.Header{}, mute: method == http.MethodHead}
}

// Header can be changed until the status is written.
func (w *resultWriter) Header() http.Header { return w.header }

// WriteHeader takes the first final status; announcements (1xx) have no place in a result.
func (w *resultWriter) WriteHeader(status int) {
	if w.status != 0 || status < http.StatusOK {
		return
	}
	w.status, w.sent = status, w.header.Clone()
}

// Write adds to the body.
func (w *resultWriter) Write(content []byte) (int, error) {
	if w.status == 0 {
		w.guessType(content)
		w.WriteHeader(http.StatusOK)
	}
	if w.status == http.StatusNoContent || w.status == http.StatusNotModified {
		return 0, http.ErrBodyNotAllowed
	}
	if w.mute {
		return len(content), nil
	}
	return w.body.Write(content)
}

// guessType does what the server does for a handler that names no type. The gateway would say JSON.
func (w *resultWriter) guessType(content []byte) {
	if w.header.Get("Content-Type") == "" && len(content) > 0 {
		w.header.Set("Content-Type", http.DetectContentType(content))
	}
}

// finish makes silence an answer of 200.
func (w *resultWriter) finish() { w.WriteHeader(http.StatusOK) }
