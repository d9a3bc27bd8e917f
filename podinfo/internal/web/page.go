package web

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"time"
)

var (
	//go:embed page.html
	pageText string
	//go:embed page.css
	style string

	pageTemplate = template.Must(template.New("page").Parse(pageText))

	// Its policy: the page runs nothing, loads nothing, and may wear this one style sheet.
	policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
		"style-src 'sha256-" + digest(style) + "'"
)

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}

type endpoint struct {
	Path, Link, Says string // no link: a browser's click cannot do it justice
}

var endpoints = []endpoint{
	{"/healthz", "/healthz", "the process is alive"},
	{"/readyz", "/readyz", "it can take requests, or why not"},
	{"/info", "/info", "where it runs, and since when"},
	{"/version", "/version", "which source it was built from"},
	{"/metrics", "/metrics", "counters for Prometheus"},
	{"/delay/{seconds}", "/delay/1", "answers late, by 30 seconds at most"},
	{"/status/{code}", "/status/418", "answers with that status, 200 to 599"},
	{"/echo", "", "says what you sent, up to 64 KiB"},
}

type pageContent struct {
	about

	Style     template.CSS
	Uptime    string
	Reasons   []string // why it is unready; none when it is ready
	Endpoints []endpoint
	RequestID string
}

// page is a page for people, and what /info says for programs.
func (s *Site) page(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Accept")
	if !wantsPage(r) {
		s.info(w, r)
		return
	}
	var page bytes.Buffer // whole before the first byte is sent: an error can still be an error
	if err := pageTemplate.Execute(&page, s.content(w, r)); err != nil {
		panic(err)
	}
	w.Header().Set("Content-Security-Policy", policy)
	w.Header()["X-Content-Type-Options"] = notGuessed
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = page.WriteTo(w) // the client has gone: there is nobody to tell
}

func (s *Site) content(w http.ResponseWriter, r *http.Request) pageContent {
	return pageContent{
		about:     s.about(),
		Style:     template.CSS(style), // our own file
		Uptime:    s.uptime().Truncate(time.Second).String(),
		Reasons:   s.unready(r.Context()),
		Endpoints: endpoints,
		RequestID: requestID(w),
	}
}
