"""Figures of a test, for people who ask: `pytest -s` shows them."""


def figure(text: str) -> None:
    """Say what was counted."""
    print(f"\n  {text}")  # noqa: T201 - pytest keeps it back, but for -s
