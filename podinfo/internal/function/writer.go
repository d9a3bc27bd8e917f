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
}

func newResultWriter() *resultWriter { return &resultWriter{header: http.Header{}} }

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
	w.WriteHeader(http.StatusOK)
	if w.status == http.StatusNoContent || w.status == http.StatusNotModified {
		return 0, http.ErrBodyNotAllowed
	}
	return w.body.Write(content)
}

// finish makes silence an answer of 200, and takes the body away from the answer to a HEAD, whose
// header is that of a GET.
func (w *resultWriter) finish(method string) {
	w.WriteHeader(http.StatusOK)
	w.guessType()
	if method == http.MethodHead {
		w.body.Reset()
	}
}

// guessType does what the server does for a handler that names no type. The gateway would say JSON.
func (w *resultWriter) guessType() {
	_, named := w.sent["Content-Type"]
	if !named && w.body.Len() > 0 && w.sent.Get("Content-Encoding") == "" {
		w.sent.Set("Content-Type", http.DetectContentType(w.body.Bytes()))
	}
}
