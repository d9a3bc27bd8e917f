"""For each field that a target runs with: the step that makes an edit of it live."""

from proof.edits.ec2 import EC2
from proof.edits.lambda_ import LAMBDA

TARGETS = (LAMBDA, EC2)
