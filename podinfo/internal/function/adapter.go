package function

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-lambda-go/events"
)

// Left for the way back: an answer of 504 says more than Lambda's end of a function that is late.
const lastWords = 250 * time.Millisecond

// Adapter answers events with a handler for requests.
type Adapter struct{ Handler http.Handler }

// Answer is the function. Its error is an invocation that failed: Lambda counts it, the caller sees
// a 502. A request that is merely wrong is answered with 400.
func (a Adapter) Answer(ctx context.Context, event events.APIGatewayV2HTTPRequest) (result events.APIGatewayV2HTTPResponse, err error) {
	ctx, cancel := shorten(ctx)
	defer cancel()
	request, err := requestOf(ctx, event)
	if errors.Is(err, errBadRequest) {
		return badRequest(err), nil
	}
	if err != nil {
		return result, err
	}
	return a.serve(request)
}

func shorten(ctx context.Context) (context.Context, context.CancelFunc) {
	deadline, limited := ctx.Deadline()
	if !limited {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, deadline.Add(-lastWords))
}

func badRequest(err error) events.APIGatewayV2HTTPResponse {
	return events.APIGatewayV2HTTPResponse{
		StatusCode: http.StatusBadRequest,
		Headers:    map[string]string{"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"},
		Body:       err.Error() + "\n",
	}
}

// serve turns a handler's panic into a failed invocation, where a server would cut the connection.
// Left alone, it would end the process, and the next request would wait for a new one.
func (a Adapter) serve(request *http.Request) (result events.APIGatewayV2HTTPResponse, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			result, err = events.APIGatewayV2HTTPResponse{}, fmt.Errorf("the answer was broken off: %v", cause)
		}
	}()
	w := newResultWriter()
	a.Handler.ServeHTTP(w, request)
	w.finish(request.Method)
	return resultOf(w), nil
}
