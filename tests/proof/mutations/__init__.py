"""Deliberate mistakes in Terraform, and which step must catch each of them.

A proof that accepts everything proves nothing. Every mutation is one edit of one file, by a pattern on text
that any sound template would write; a mutation that no longer changes anything fails its test.
"""

from __future__ import annotations

from proof.mutations.known_late import KNOWN_LATE
from proof.mutations.mutation import Mutation
from proof.mutations.structure import STRUCTURE
from proof.mutations.values import VALUES

__all__ = ["MUTATIONS", "Mutation"]

MUTATIONS = (*STRUCTURE, *KNOWN_LATE, *VALUES)
