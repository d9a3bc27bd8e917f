"""A bounded unified diff: enough to see what is going on, never so much that it floods a log or takes long."""

from podspec.model.credentials import blotted

#: Lines of a diff that are shown.
SHOWN = 40
#: difflib takes time that grows with the square of what differs; beyond this, a summary says more.
MAX_LINES = 3_000


def unified(before: bytes, after: bytes) -> str:
    """A unified diff of two versions of a file, or a summary where they are large or no text."""
    from difflib import unified_diff

    try:
        old, new = _lines(before), _lines(after)
    except UnicodeDecodeError:
        return f"binary: {len(before)} bytes on disk, {len(after)} bytes rendered"
    if len(old) + len(new) > MAX_LINES:
        return f"{len(old)} lines on disk, {len(new)} lines rendered; too many for a diff"
    # The two lines with the file's names are left out: the path stands above every diff that is shown.
    lines = list(unified_diff(old, new, lineterm="", n=2))[2:]
    if len(lines) > SHOWN:
        lines = [*lines[:SHOWN], f"… {len(lines) - SHOWN} more lines of diff"]
    return "\n".join(lines)


def _lines(content: bytes) -> list[str]:
    """The lines of a file; one that does not end in a line feed says so, as git does.

    Whoever reads the log of a check need not see the credentials that somebody has written into an artifact.
    """
    text = blotted(content.decode())
    if not text:
        return []
    return text[:-1].split("\n") if text.endswith("\n") else [*text.split("\n"), "\\ no line feed at the end"]
