package function

import (
	"context"
	"net/http"

	"github.com/aws/aws-lambda-go/lambda"
)

// Run answers events until Lambda ends the process; it does not return before.
//
// Lambda announces its end by SIGTERM only to functions with an extension, so the runtime client
// registers one. stopping is called then. The process does not end itself: an answer may still be on
// its way, and Lambda ends what is left.
func Run(ctx context.Context, handler http.Handler, stopping func()) error {
	lambda.StartWithOptions(Adapter{handler}.Answer, lambda.WithContext(ctx), lambda.WithEnableSIGTERM(stopping))
	return nil
}
