package serve

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

const probeFor = 2 * time.Second

// Probe asks the service on this host's port whether it is alive.
func Probe(ctx context.Context, port int) error {
	ctx, cancel := context.WithTimeout(ctx, probeFor)
	defer cancel()
	url := "http://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) + "/healthz"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("not alive: %w", err)
	}
	defer func() { _ = answer.Body.Close() }() // nothing was written
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("not alive: %s", answer.Status)
	}
	return nil
}
