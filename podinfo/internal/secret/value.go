package secret

import (
	"crypto/sha256"
	"crypto/subtle"
)

const hidden = "[hidden]"

// Value is a secret that hides from every way of printing it: logs, JSON and formatting verbs.
type Value struct{ text string }

// NewValue wraps a secret's text.
func NewValue(text string) Value { return Value{text: text} }

// Matches compares with what a client has shown, in the same time whatever the difference.
func (v Value) Matches(shown string) bool {
	// Of equal length: the comparison would otherwise tell the secret's length.
	mine, theirs := sha256.Sum256([]byte(v.text)), sha256.Sum256([]byte(shown))
	return subtle.ConstantTimeCompare(mine[:], theirs[:]) == 1
}

// String hides the value from %s and %v.
func (Value) String() string { return hidden }

// GoString hides the value from %#v.
func (Value) GoString() string { return hidden }

// MarshalText hides the value from JSON and slog.
func (Value) MarshalText() ([]byte, error) { return []byte(hidden), nil }
