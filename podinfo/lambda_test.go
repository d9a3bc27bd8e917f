package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
)

// get is the event that an HTTP API makes of a request.
func get(path string) string {
	e := events.APIGatewayV2HTTPRequest{Version: "2.0", RouteKey: "$default", RawPath: path, Headers: map[string]string{"accept": "*/*"}}
	e.RequestContext.HTTP.Method, e.RequestContext.HTTP.SourceIP = http.MethodGet, "203.0.113.9"
	text, err := json.Marshal(e)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// asked is the answer to a GET through Lambda.
func (a *runtimeAPI) asked(t *testing.T, path string) events.APIGatewayV2HTTPResponse {
	t.Helper()
	got := a.invoke(t, get(path))
	var answer events.APIGatewayV2HTTPResponse
	if err := json.Unmarshal([]byte(got.body), &answer); err != nil || got.failed {
		t.Fatalf("%s: %v in %s", path, err, got.body)
	}
	return answer
}

func launchFunction(t *testing.T, api *runtimeAPI, environment ...string) *process {
	t.Helper()
	return launch(t, append(environment, "AWS_LAMBDA_RUNTIME_API="+api.address(), "AWS_REGION=eu-west-1",
		"AWS_LAMBDA_FUNCTION_NAME=podinfo-dev", "AWS_LAMBDA_FUNCTION_VERSION=7")...)
}

var everyEndpoint = map[string]int{
	"/": 200, "/healthz": 200, "/metrics": 200, "/version": 200, "/info": 200,
	"/delay/0.001": 200, "/status/418": 418, "/status/500": 500, "/echo": 200, "/nowhere": 404,
}

// rounds asks every endpoint, fifty times, and once each round whether the function is ready.
func rounds(t *testing.T, api *runtimeAPI, readiness int) {
	t.Helper()
	for range 50 {
		for path, want := range everyEndpoint {
			if got := api.asked(t, path); got.StatusCode != want {
				t.Errorf("%s: got %d, want %d", path, got.StatusCode, want)
			}
		}
		if got := api.asked(t, "/readyz"); got.StatusCode != readiness {
			t.Errorf("readyz: got %d, want %d", got.StatusCode, readiness)
		}
	}
}

// Lambda ends an environment with extensions by SIGTERM: a function that is in the middle of an
// event finishes it, and what still comes is answered, too.
func TestAFunctionAnswersAThousandEventsThroughTheShutdownOfItsExtension(t *testing.T) {
	api := newRuntimeAPI(t)
	p := launchFunction(t, api)
	rounds(t, api, http.StatusOK)
	var underWay sync.WaitGroup
	underWay.Go(func() {
		if got := api.asked(t, "/delay/0.3"); got.StatusCode != http.StatusOK {
			t.Errorf("the event under way: got %d", got.StatusCode)
		}
	})
	time.Sleep(100 * time.Millisecond) // into the middle of the delay
	p.terminate(t)
	underWay.Wait()
	rounds(t, api, http.StatusServiceUnavailable)
	p.waitFor(t, "through with 1,101 lines of metrics", func() bool { return p.out.count(`"_aws"`) == 1101 })
	if len(api.extensions) != 1 {
		t.Errorf("extensions %v", api.extensions)
	}
}

func TestAFunctionKnowsWhereItIs(t *testing.T) {
	api := newRuntimeAPI(t)
	launchFunction(t, api)
	for _, want := range []string{`"target": "lambda"`, `"region": "eu-west-1"`, `"function": "podinfo-dev:7"`} {
		if got := api.asked(t, "/info"); !strings.Contains(got.Body, want) {
			t.Errorf("%s is not in %s", want, got.Body)
		}
	}
}

func TestAnEventOfAnotherKindFailsAndTheFunctionGoesOn(t *testing.T) {
	api := newRuntimeAPI(t)
	launchFunction(t, api)
	for _, payload := range []string{`{}`, `[]`, `{"version": "1.0", "httpMethod": "GET"}`, `not json`, ``} {
		if got := api.invoke(t, payload); !got.failed || !strings.Contains(got.body, "errorMessage") {
			t.Errorf("%q: got %+v", payload, got)
		}
	}
	if got := api.asked(t, "/healthz"); got.StatusCode != 200 {
		t.Errorf("got %+v", got)
	}
}

// Lambda's managed instances run several invocations in one environment.
func TestAFunctionAnswersSeveralEventsAtOnce(t *testing.T) {
	api := newRuntimeAPI(t)
	p := launchFunction(t, api, "AWS_LAMBDA_MAX_CONCURRENCY=8")
	var all sync.WaitGroup
	for number := range 200 {
		all.Go(func() {
			path := fmt.Sprintf("/status/%d", 400+number%100)
			if got := api.asked(t, path); got.StatusCode != 400+number%100 {
				t.Errorf("%s: got %d", path, got.StatusCode)
			}
		})
	}
	all.Wait()
	for line := range strings.Lines(p.out.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("got %s", line)
		}
	}
}
