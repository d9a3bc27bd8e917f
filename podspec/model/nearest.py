"""The near miss: what a person probably meant."""

from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` is most likely a slip of; None if none comes close. Case is no difference."""
    # Imported late: only a faulty spec needs it.
    from difflib import get_close_matches

    by_lower = {choice.lower(): choice for choice in sorted(choices)}
    matches = get_close_matches(word.lower(), by_lower, n=1)
    return by_lower[matches[0]] if matches else None
