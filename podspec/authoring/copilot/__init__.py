"""Manifests of AWS Copilot: what of them fits into a spec, and what does not, value by value.

Sources (read 2026-11): aws/copilot-cli, site/content/docs/manifest and site/content/docs/include, for what each
field means; internal/pkg/manifest of the same, for the shapes that it is read in.
"""
