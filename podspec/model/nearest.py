"""The near miss: what a person probably meant."""

from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` is most likely a slip of; None if none comes close."""
    # Imported late: only a faulty spec needs it.
    from difflib import get_close_matches

    matches = get_close_matches(word, sorted(choices), n=1)
    return matches[0] if matches else None
