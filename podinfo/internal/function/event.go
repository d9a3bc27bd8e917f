// Package function serves the same handler behind AWS Lambda: an event of an HTTP API, payload
// format 2.0, becomes a request, and what the handler writes becomes the function's result.
//
// Source: Amazon API Gateway guide, Lambda proxy integrations of HTTP APIs, payload format 2.0 (2026-11).
package function

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-lambda-go/events"
)

var (
	errForeign    = errors.New("not an event of an HTTP API, payload format 2.0")
	errBadRequest = errors.New("the event's request cannot be read")
)

// requestOf is the request as net/http would have read it from a connection.
func requestOf(ctx context.Context, event events.APIGatewayV2HTTPRequest) (*http.Request, error) {
	if event.Version != "2.0" || event.RequestContext.HTTP.Method == "" {
		return nil, errForeign
	}
	body, err := bodyOf(event)
	if err != nil {
		return nil, err
	}
	// Only for the check of the method; the target is read below, with the server's own rules.
	r, err := http.NewRequestWithContext(ctx, event.RequestContext.HTTP.Method, "/", strings.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errBadRequest, err)
	}
	r.URL = targetOf(event)
	r.RequestURI = r.URL.RequestURI()
	r.Header = headerOf(event)
	r.Host = hostOf(event, r.Header)
	r.RemoteAddr = net.JoinHostPort(event.RequestContext.HTTP.SourceIP, "0")
	return r, nil
}

func bodyOf(event events.APIGatewayV2HTTPRequest) (string, error) {
	if !event.IsBase64Encoded {
		return event.Body, nil
	}
	body, err := base64.StdEncoding.DecodeString(event.Body)
	if err != nil {
		return "", fmt.Errorf("%w: its body is not base64", errBadRequest)
	}
	return string(body), nil
}

// targetOf reads path and query by net/http's rules. The gateway hands over some paths decoded; what
// is no encoded path is taken for one of those.
func targetOf(event events.APIGatewayV2HTTPRequest) *url.URL {
	path := event.RawPath
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	target, err := url.ParseRequestURI(strings.ReplaceAll(path, "?", "%3F"))
	if err != nil || target.Host != "" {
		target = &url.URL{Path: path}
	}
	target.RawQuery = event.RawQueryString
	return target
}

// headerOf leaves values that the gateway has joined as they are: a comma may be part of one value.
// Cookies come apart from the headers, and go back to where handlers look for them.
func headerOf(event events.APIGatewayV2HTTPRequest) http.Header {
	header := make(http.Header, len(event.Headers)+1)
	for name, value := range event.Headers {
		header.Add(name, value)
	}
	if len(event.Cookies) > 0 {
		header.Set("Cookie", strings.Join(event.Cookies, "; "))
	}
	// The gateway's own id leads from its access log to ours, but a caller's choice goes first.
	if id := event.RequestContext.RequestID; id != "" && header.Get("X-Request-Id") == "" {
		header.Set("X-Request-Id", id)
	}
	return header
}

// hostOf takes the header away, as net/http does.
func hostOf(event events.APIGatewayV2HTTPRequest, header http.Header) string {
	host := header.Get("Host")
	header.Del("Host")
	if host == "" {
		return event.RequestContext.DomainName
	}
	return host
}
