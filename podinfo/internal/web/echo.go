package web

import (
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"unicode/utf8"
)

const echoBytes = 64 << 10

// What proves who somebody is goes back to nobody: a page that can read an answer could read it, too.
var private = []string{"Authorization", "Proxy-Authorization", "Cookie", "X-Amz-Security-Token"}

type echoed struct {
	Method    string              `json:"method"`
	Path      string              `json:"path"`
	Query     map[string][]string `json:"query"`
	Headers   map[string][]string `json:"headers"`
	Cookies   []string            `json:"cookies"` // names only
	Body      string              `json:"body"`
	Base64    bool                `json:"body_is_base64"`
	RequestID string              `json:"request_id"`
}

// echo answers what it was asked, as JSON: whatever it holds, no browser takes it for a page.
func echo(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, echoBytes))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		refuse(w, http.StatusRequestEntityTooLarge, "the body may have 64 KiB")
		return
	}
	if err != nil {
		refuse(w, http.StatusBadRequest, "the body cannot be read")
		return
	}
	answer(w, http.StatusOK, echoOf(w, r, body))
}

func echoOf(w http.ResponseWriter, r *http.Request, body []byte) echoed {
	text, isBase64 := textOf(body)
	return echoed{
		Method: r.Method, Path: r.URL.Path, Query: r.URL.Query(),
		Headers: publicHeaders(r.Header), Cookies: cookieNames(r),
		Body: text, Base64: isBase64, RequestID: requestID(w),
	}
}

func textOf(body []byte) (text string, isBase64 bool) {
	if utf8.Valid(body) {
		return string(body), false
	}
	return base64.StdEncoding.EncodeToString(body), true
}

func publicHeaders(all http.Header) http.Header {
	public := all.Clone()
	for _, name := range private {
		if public.Get(name) != "" {
			public.Set(name, "[hidden]")
		}
	}
	return public
}

func cookieNames(r *http.Request) []string {
	names := []string{}
	for _, cookie := range r.Cookies() {
		names = append(names, cookie.Name)
	}
	return names
}
