"""The marks that git leaves in a file whose two versions it could not merge."""

import re

_MARKS = re.compile(rb"^(?:<{7} |={7}\r?$|>{7} )", re.MULTILINE)
_ALL = {b"<", b"=", b">"}


def is_conflicted(content: bytes) -> bool:
    """True if all three kinds of marks stand in a file, each at the beginning of a line."""
    # Most files have no such mark at all, and looking for one of them takes a ninth of the time.
    return b"<<<<<<< " in content and {match[:1] for match in _MARKS.findall(content)} == _ALL


def sides(text: str) -> tuple[str, str]:
    """The two versions that git could not merge: ours, and theirs."""
    ours: list[str] = []
    theirs: list[str] = []
    into: tuple[list[str], ...] = (ours, theirs)
    for line in text.split("\n"):
        mark = line[:7]
        if mark == "<" * 7:
            into = (ours,)
        elif mark == "|" * 7:
            # The version before both, which git shows in one of its styles.
            into = ()
        elif line.rstrip("\r") == "=" * 7:
            into = (theirs,)
        elif mark == ">" * 7:
            into = (ours, theirs)
        else:
            for side in into:
                side.append(line)
    return "\n".join(ours), "\n".join(theirs)
