"""One page about one service, for people who look rather than read: whole in itself, and without a script."""
