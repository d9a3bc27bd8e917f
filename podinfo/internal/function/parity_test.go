package function

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// mirror shows all that a handler can see of a request, and answers in every way that a result must
// carry: both modes must agree on it.
func mirror(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	http.SetCookie(w, &http.Cookie{Name: "seen", Value: "yes"})
	http.SetCookie(w, &http.Cookie{Name: "again", Value: "yes"})
	w.Header().Set("X-Path", fmt.Sprintf("%q", r.URL.Path))
	if len(body)%3 == 0 {
		w.WriteHeader(http.StatusAccepted)
	}
	_, _ = fmt.Fprintf(w, "%s %q %q %q %q %q %s", r.Method, r.Host, r.URL.Path, r.URL.RawQuery, r.Header["X-Given"], r.Cookies(), body)
}

// both asks the same of a real server and of the adapter.
func both(t *testing.T, server *httptest.Server, method, target, given, cookie string, body []byte) (onHost, onLambda string) {
	t.Helper()
	return fromHost(t, server, method, target, given, cookie, body), fromLambda(t, method, target, given, cookie, body)
}

func fromHost(t *testing.T, server *httptest.Server, method, target, given, cookie string, body []byte) string {
	t.Helper()
	connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	// Written by hand: Go's client would mend what it thinks is wrong with the target.
	_, _ = fmt.Fprintf(connection, "%s %s HTTP/1.1\r\nHost: api.example.com\r\nX-Given: %s\r\nCookie: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s",
		method, target, given, cookie, len(body), body)
	answer, err := http.ReadResponse(bufio.NewReader(connection), &http.Request{Method: method})
	if err != nil {
		t.Fatal(err)
	}
	content, _ := io.ReadAll(answer.Body)
	return fmt.Sprintln(answer.StatusCode, answer.Header.Get("Content-Type"), answer.Header.Get("X-Path"), answer.Header["Set-Cookie"], string(content))
}

func fromLambda(t *testing.T, method, target, given, cookie string, body []byte) string {
	t.Helper()
	path, query, _ := strings.Cut(target, "?")
	e := event(func(e *events.APIGatewayV2HTTPRequest) {
		e.RequestContext.HTTP.Method, e.RawPath, e.RawQueryString = method, path, query
		e.Headers["x-given"] = given
		e.Cookies = strings.Split(cookie, "; ")
		e.Body, e.IsBase64Encoded = base64.StdEncoding.EncodeToString(body), true
	})
	result, err := Adapter{http.HandlerFunc(mirror)}.Answer(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	content := []byte(result.Body)
	if result.IsBase64Encoded {
		content, _ = base64.StdEncoding.DecodeString(result.Body)
	}
	return fmt.Sprintln(result.StatusCode, result.Headers["Content-Type"], result.Headers["X-Path"], result.Cookies, string(content))
}

func TestAHostAndLambdaAnswerTheSame(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(mirror))
	defer server.Close()
	for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "PURGE"} {
		for _, target := range []string{"/", "/a/b", "/a%2Fb%20c", "/?x=1&x=2", "/p?q=%26&e=", "//double", "/a;b=c", "/%E2%9C%93", "/a+b?c+d"} {
			for _, body := range [][]byte{nil, []byte("text"), {0xff, 0xfe, 0}, []byte("<html><body>hi"), []byte(strings.Repeat("x", 100_000))} {
				onHost, onLambda := both(t, server, method, target, "a, b", "one=1; two=a=b", body)
				if onHost != onLambda {
					t.Fatalf("%s %s\nhost   %.300s\nlambda %.300s", method, target, onHost, onLambda)
				}
			}
		}
	}
}

// FuzzEvent throws any bytes at the function as Lambda would: whatever they are, it returns a result
// that the gateway can read, or an error, and stays alive.
func FuzzEvent(f *testing.F) {
	for _, change := range []func(*events.APIGatewayV2HTTPRequest){
		nil,
		func(e *events.APIGatewayV2HTTPRequest) { e.RawPath = "//h/%zz"; e.Cookies = []string{"a=1", ";"} },
		func(e *events.APIGatewayV2HTTPRequest) { e.Body, e.IsBase64Encoded = "/wA=", true },
		func(e *events.APIGatewayV2HTTPRequest) {
			e.Headers["b@d\n"] = "\x00"
			e.RequestContext.HTTP.SourceIP = "::1"
		},
	} {
		seed, err := json.Marshal(event(change))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	f.Add([]byte(`{"version":"2.0","rawPath":"\ud800","requestContext":{"http":{"method":"GET"}}}`))
	f.Add([]byte(`[]`))
	function := lambda.NewHandler(Adapter{http.HandlerFunc(mirror)}.Answer)
	f.Fuzz(func(t *testing.T, payload []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		output, err := function.Invoke(ctx, payload)
		if err != nil {
			return
		}
		checkResult(t, output)
	})
}

func checkResult(t *testing.T, output []byte) {
	t.Helper()
	var result events.APIGatewayV2HTTPResponse
	decoder := json.NewDecoder(bytes.NewReader(output))
	if err := decoder.Decode(&result); err != nil {
		t.Fatal(err)
	}
	if result.StatusCode < 200 || result.StatusCode > 599 {
		t.Errorf("status %d", result.StatusCode)
	}
	if _, err := base64.StdEncoding.DecodeString(result.Body); result.IsBase64Encoded && err != nil {
		t.Error(err)
	}
	for name, value := range result.Headers {
		if strings.ContainsAny(name+value, "\r\n") {
			t.Errorf("%q: %q is more than one header", name, value)
		}
	}
}
