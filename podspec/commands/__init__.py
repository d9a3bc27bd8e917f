"""One file per verb: each composes stages and reporters, and decides nothing else."""
