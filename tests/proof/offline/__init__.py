"""Real Terraform core against providers that have AWS's schema and no AWS: nothing leaves the machine.

Start reading at verifier.py; provider.py is what Terraform talks to.
"""
