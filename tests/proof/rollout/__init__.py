"""The rollout's state machines, run without AWS: an interpreter of our own, and AWS simulated in memory.

Neither is AWS. What they prove is the definition's logic, as Terraform renders it. That its calls exist and take
these arguments, botocore's models say; that it is legal, a linter of the language.
"""
