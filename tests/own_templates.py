"""Templates that a test changes: podspec reads its own only once."""

from __future__ import annotations

from podspec.pipeline import templates

_READ_ONCE = (templates.texts, templates.digest, templates.is_static, templates.environment)


def forget_templates() -> None:
    """Let podspec read its templates anew."""
    for cached in _READ_ONCE:
        cached.cache_clear()
