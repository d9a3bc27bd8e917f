"""The rollout's state machines, run without AWS: an interpreter of our own, and AWS simulated in memory.

Neither is AWS. What they prove is the definition's logic, as Terraform renders it; that its calls exist and take these
parameters, botocore's models say; that AWS accepts the language, a linter of the language says.
"""
