"""The stages, each a verb: parse, validate, resolve, lint, lower, render, then write or compare."""
