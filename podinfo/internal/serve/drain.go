// Package serve runs the service as an HTTP server, from the first connection to the last answer.
package serve

import "sync/atomic"

// Drain is the state of a service that is about to end: it answers, but asks for no more.
type Drain struct{ begun atomic.Bool }

// Begin makes the service unready. It may be called more than once.
func (d *Drain) Begin() { d.begun.Store(true) }

// Begun tells whether the end has begun.
func (d *Drain) Begun() bool { return d.begun.Load() }
