"""Writing specs: what a person types becomes text that a person would have written."""
