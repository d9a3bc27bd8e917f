package function

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
)

// event is a GET of / from a browser, until a test changes it.
func event(change func(*events.APIGatewayV2HTTPRequest)) events.APIGatewayV2HTTPRequest {
	e := events.APIGatewayV2HTTPRequest{Version: "2.0", RouteKey: "$default", RawPath: "/", Headers: map[string]string{"host": "api.example.com"}}
	e.RequestContext.DomainName = "abc.execute-api.example.com"
	e.RequestContext.RequestID = "gateway-1"
	e.RequestContext.HTTP.Method = http.MethodGet
	e.RequestContext.HTTP.SourceIP = "203.0.113.9"
	if change != nil {
		change(&e)
	}
	return e
}

// answer sends an event to a handler of the test's own.
func answer(t *testing.T, e events.APIGatewayV2HTTPRequest, handler http.HandlerFunc) (events.APIGatewayV2HTTPResponse, error) {
	t.Helper()
	return Adapter{handler}.Answer(t.Context(), e)
}

func TestAnEventBecomesTheRequestThatItWas(t *testing.T) {
	e := event(func(e *events.APIGatewayV2HTTPRequest) {
		e.RequestContext.HTTP.Method = http.MethodPost
		e.RawPath, e.RawQueryString = "/a%20b/ü", "x=1&x=2&y=%26"
		e.Headers["x-twice"] = "a,b"
		e.Headers["content-type"] = "application/octet-stream"
		e.Cookies = []string{"one=1", "two=2"}
		e.Body, e.IsBase64Encoded = base64.StdEncoding.EncodeToString([]byte{0xff, 0}), true
	})
	_, err := answer(t, e, func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		two, _ := r.Cookie("two")
		got := fmt.Sprintf("%s %s %s %q %v %s %v %v %s %v %d %q %s", r.Method, r.Host, r.RemoteAddr, r.URL.Path, r.URL.Query()["x"],
			r.URL.Query().Get("y"), r.Header["X-Twice"], len(r.Cookies()), two.Value, body, r.ContentLength, r.Header["Host"], r.Header.Get("X-Request-Id"))
		const want = `POST api.example.com 203.0.113.9:0 "/a b/ü" [1 2] & [a,b] 2 2 [255 0] 2 [] gateway-1`
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPathsAreReadByTheServersRulesAndDecodedOnesAsTheyAre(t *testing.T) {
	for raw, want := range map[string]string{
		"/": "/", "": "/", "relative": "/relative", "/a%2Fb": "/a/b", "/a b": "/a b", "/100%": "/100%", "/%zz": "/%zz",
		"//evil.example/x": "//evil.example/x", "/what?": "/what?", "/a#b": "/a#b",
	} {
		e := event(func(e *events.APIGatewayV2HTTPRequest) { e.RawPath = raw; e.RawQueryString = "q=1" })
		_, err := answer(t, e, func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path != want || r.URL.RawQuery != "q=1" || r.URL.Host != "" {
				t.Errorf("%q became %q ? %q", raw, r.URL.Path, r.URL.RawQuery)
			}
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestTheHostAndTheIdComeFromTheGatewayWhereTheClientGaveNone(t *testing.T) {
	e := event(func(e *events.APIGatewayV2HTTPRequest) { e.Headers = map[string]string{"x-request-id": "mine"} })
	_, _ = answer(t, e, func(_ http.ResponseWriter, r *http.Request) {
		if r.Host != "abc.execute-api.example.com" || r.Header.Get("X-Request-Id") != "mine" {
			t.Errorf("got %s, %s", r.Host, r.Header.Get("X-Request-Id"))
		}
	})
}

func TestAnAnswerBecomesTheResultThatTheGatewaySends(t *testing.T) {
	result, err := answer(t, event(nil), func(w http.ResponseWriter, _ *http.Request) {
		header := w.Header()
		header.Add("Vary", "Accept")
		header.Add("Vary", "Origin")
		header.Add("Set-Cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT")
		header.Add("Set-Cookie", "b=2")
		header.Set("Connection", "close")
		header.Set("Content-Length", "5")
		header.Set("X-Split", "one\r\nX-Evil: two")
		w.WriteHeader(http.StatusProcessing)
		w.WriteHeader(http.StatusCreated)
		w.WriteHeader(http.StatusTeapot)
		header.Set("X-Late", "too late")
		_, _ = io.WriteString(w, "héllo")
	})
	if err != nil || result.StatusCode != 201 || result.Body != "héllo" || result.IsBase64Encoded {
		t.Errorf("got %+v, %v", result, err)
	}
	if len(result.Cookies) != 2 || result.Cookies[0] != "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT" {
		t.Errorf("cookies %v", result.Cookies)
	}
	want := map[string]string{"Vary": "Accept, Origin", "X-Split": "one  X-Evil: two", "Content-Type": "text/plain; charset=utf-8"}
	if fmt.Sprint(result.Headers) != fmt.Sprint(want) {
		t.Errorf("headers %v", result.Headers)
	}
}

func TestBodiesThatJSONCannotCarryGoAsBase64(t *testing.T) {
	for name, c := range map[string]struct {
		encoding, body string
		base64         bool
	}{"text": {"", "text", false}, "bytes": {"", "\xff\x00", true}, "compressed": {"gzip", "text", true}, "empty": {"", "", false}} {
		result, _ := answer(t, event(nil), func(w http.ResponseWriter, _ *http.Request) {
			if c.encoding != "" {
				w.Header().Set("Content-Encoding", c.encoding)
			}
			_, _ = io.WriteString(w, c.body)
		})
		body := result.Body
		if c.base64 {
			decoded, _ := base64.StdEncoding.DecodeString(result.Body)
			body = string(decoded)
		}
		if result.IsBase64Encoded != c.base64 || body != c.body {
			t.Errorf("%s: got %+v", name, result)
		}
	}
}

func TestAnswersWithoutABodyHaveNone(t *testing.T) {
	for method, status := range map[string]int{http.MethodHead: 200, http.MethodGet: 204, http.MethodPost: 304} {
		e := event(func(e *events.APIGatewayV2HTTPRequest) { e.RequestContext.HTTP.Method = method })
		result, _ := answer(t, e, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			if _, err := io.WriteString(w, "body"); (err == nil) != (method == http.MethodHead) {
				t.Errorf("%s: %v", method, err)
			}
		})
		if result.Body != "" || result.StatusCode != status {
			t.Errorf("%s: got %+v", method, result)
		}
	}
}

func TestARequestThatIsMerelyWrongIsAnsweredWith400(t *testing.T) {
	for name, e := range map[string]events.APIGatewayV2HTTPRequest{
		"body":   event(func(e *events.APIGatewayV2HTTPRequest) { e.Body, e.IsBase64Encoded = "!", true }),
		"method": event(func(e *events.APIGatewayV2HTTPRequest) { e.RequestContext.HTTP.Method = "GE T" }),
	} {
		result, err := answer(t, e, func(http.ResponseWriter, *http.Request) { t.Error("answered by the handler") })
		if err != nil || result.StatusCode != 400 {
			t.Errorf("%s: got %+v, %v", name, result, err)
		}
	}
}

func TestAnEventOfAnotherKindFailsTheInvocation(t *testing.T) {
	for _, change := range []func(*events.APIGatewayV2HTTPRequest){
		func(e *events.APIGatewayV2HTTPRequest) { e.Version = "1.0" },
		func(e *events.APIGatewayV2HTTPRequest) { e.RequestContext.HTTP.Method = "" },
	} {
		if _, err := answer(t, event(change), nil); !errors.Is(err, errForeign) {
			t.Errorf("got %v", err)
		}
	}
}

func TestAPanicThatReachesTheAdapterFailsTheInvocationAndNotTheProcess(t *testing.T) {
	result, err := answer(t, event(nil), func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "half")
		panic(http.ErrAbortHandler)
	})
	if err == nil || result.Body != "" {
		t.Errorf("got %+v, %v", result, err)
	}
}

func TestTheRequestsDeadlineComesBeforeTheInvocations(t *testing.T) {
	deadline := time.Now().Add(time.Minute)
	ctx, cancel := context.WithDeadline(t.Context(), deadline)
	defer cancel()
	_, err := Adapter{http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if got, _ := r.Context().Deadline(); !got.Equal(deadline.Add(-lastWords)) {
			t.Errorf("got %v", got)
		}
	})}.Answer(ctx, event(nil))
	if err != nil {
		t.Fatal(err)
	}
}
