"""Reads Terraform's language: text into a syntax tree, and the tree into values as far as they can be known.

The grammar is hashicorp/hcl's hclsyntax/spec.md; functions and evaluation follow Terraform's own documentation
(both read 2026-11).
"""
