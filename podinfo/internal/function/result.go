package function

import (
	"encoding/base64"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/aws/aws-lambda-go/events"
)

// What describes one connection, or one body on it: the gateway has its own.
var hopByHop = []string{"Connection", "Content-Length", "Keep-Alive", "Transfer-Encoding", "Trailer", "Upgrade"}

// net/http, too, sends a line break in a value as a space: it could begin a header of its own.
var oneLine = strings.NewReplacer("\r", " ", "\n", " ")

func resultOf(w *resultWriter) events.APIGatewayV2HTTPResponse {
	body, isBase64 := textOf(w)
	return events.APIGatewayV2HTTPResponse{
		StatusCode:      w.status,
		Headers:         headersOf(w.sent),
		Cookies:         cookiesOf(w.sent),
		Body:            body,
		IsBase64Encoded: isBase64,
	}
}

// textOf sends text as it is, and what JSON cannot carry (or what is compressed) as base64.
func textOf(w *resultWriter) (body string, isBase64 bool) {
	if utf8.Valid(w.body.Bytes()) && w.sent.Get("Content-Encoding") == "" {
		return w.body.String(), false
	}
	return base64.StdEncoding.EncodeToString(w.body.Bytes()), true
}

// headersOf joins repeated headers: format 2.0 has one value for each name. Cookies, whose values
// may hold commas, have a list of their own.
func headersOf(header http.Header) map[string]string {
	headers := make(map[string]string, len(header))
	for name, values := range header {
		headers[name] = oneLine.Replace(strings.Join(values, ", "))
	}
	delete(headers, "Set-Cookie")
	for _, name := range hopByHop {
		delete(headers, name)
	}
	return headers
}

func cookiesOf(header http.Header) []string {
	var cookies []string
	for _, cookie := range header.Values("Set-Cookie") {
		cookies = append(cookies, oneLine.Replace(cookie))
	}
	return cookies
}
