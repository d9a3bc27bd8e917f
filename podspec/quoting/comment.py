"""Comments: text that stays inside of a one-line comment in HCL, YAML, shell, Markdown, HTML and SVG."""

import re
from typing import Final

from podspec.quoting.plain import one_line

# "--" ends a comment in HTML and is an error in one of XML, "*/" ends one in HCL. A brace after "$" or "%"
# means something even in a comment, where that stands in a workflow's script or in a heredoc of HCL.
_ACTIVE: Final = re.compile(r"-(?=-)|\*(?=/)|[$%](?=\{)")


def comment(text: str) -> str:
    """Reduce `text` to one line that does not end a comment.

    Blanks and invisible characters become single spaces; a space breaks up `--`, `*/`, `${` and `%{`. The
    template writes the comment's marks, and a space between them and the text.

    Raises:
        ValueError: Text that UTF-8 cannot carry.
    """
    return _ACTIVE.sub(r"\g<0> ", one_line(text))
