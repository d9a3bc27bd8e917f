"""Stands for a hook's source: the archive must find a file."""


def handler(event: dict[str, str], _context: object) -> dict[str, str]:
    """Give back the event."""
    return event
