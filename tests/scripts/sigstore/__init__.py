"""A Sigstore of our own on loopback, in which a test may be any job of any repository.

No service here is a real one: a certificate authority that takes every token at its word, a log that logs whatever
it is sent, and a TUF repository that names both. Real are the formats and the signatures: cosign is told nothing
of all this but where the TUF repository is, and checks every certificate, timestamp, inclusion proof and signature
as it does those of the public instance.
"""
