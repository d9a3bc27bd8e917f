// Package secret reads a secret by its name and keeps it for five minutes at most.
package secret

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// A rotated secret is in use everywhere after keepFor. Between renewAfter and keepFor a failed
// reading is harmless, so that a short outage of Secrets Manager makes no host unready.
const (
	keepFor    = 5 * time.Minute
	renewAfter = 4 * time.Minute
	readFor    = 2 * time.Second
	pauseAfter = 5 * time.Second // a failed reading: every health check would try again otherwise
)

// Reader fetches the current value from where it is kept.
type Reader func(context.Context) (Value, error)

// Cache holds the last value read.
type Cache struct {
	read Reader
	log  *slog.Logger
	now  func() time.Time

	held    atomic.Pointer[held]
	reading sync.Mutex // guards what follows, and lets one caller read at a time
	failure error
	pause   time.Time // no reading before this
}

type held struct {
	value Value
	since time.Time
}

// NewCache holds nothing yet.
func NewCache(read Reader, log *slog.Logger) *Cache {
	return &Cache{read: read, log: log, now: time.Now}
}

// Value is the secret as it was at most five minutes ago. Its error never shows the secret.
func (c *Cache) Value(ctx context.Context) (Value, error) {
	last := c.within(renewAfter)
	if last != nil {
		return last.value, nil
	}
	return c.renew(ctx)
}

// Age tells how long ago the value was read; false before the first reading.
func (c *Cache) Age() (time.Duration, bool) {
	last := c.held.Load()
	if last == nil {
		return 0, false
	}
	return c.now().Sub(last.since), true
}

func (c *Cache) within(limit time.Duration) *held {
	last := c.held.Load()
	if last == nil || c.now().Sub(last.since) >= limit {
		return nil
	}
	return last
}

func (c *Cache) renew(ctx context.Context) (Value, error) {
	if last := c.within(keepFor); last != nil && !c.reading.TryLock() {
		return last.value, nil // somebody else is reading; this one is still good
	} else if last == nil {
		c.reading.Lock()
	}
	defer c.reading.Unlock()
	if last := c.within(renewAfter); last != nil {
		return last.value, nil // read while this caller waited
	}
	if c.now().After(c.pause) {
		c.attempt(ctx)
	}
	return c.best()
}

// attempt reads once, also for those who come next: a caller that goes away does not end it.
func (c *Cache) attempt(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readFor)
	defer cancel()
	// The time before the reading: the value may have been rotated during it.
	since := c.now()
	value, err := c.read(ctx)
	if err != nil {
		c.failure, c.pause = err, c.now().Add(pauseAfter)
		c.log.Warn("secret cannot be read", "error", err)
		return
	}
	c.held.Store(&held{value: value, since: since})
}

func (c *Cache) best() (Value, error) {
	last := c.within(keepFor)
	if last == nil {
		return Value{}, fmt.Errorf("no value younger than %v: %w", keepFor, c.failure)
	}
	return last.value, nil
}
