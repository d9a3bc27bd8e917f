"""Markdown: an address as the destination of a link, between the brackets that the template writes.

Sources (read 2026-11): CommonMark 0.31.2, section 6.3, "Links"; RFC 3986, section 2, for what an address may hold.
"""

from typing import Final
from urllib.parse import quote

from podspec.quoting.plain import encodable

# Reserved characters have a meaning, and an escape stays one. Brackets would end the destination or the link, and
# stars, dollars and bars mean something to whoever looks for their like in a line.
_KEPT: Final = "/:?#@+,;=&%-._~"


def markdown_link(address: str) -> str:
    """Write `address`, a URL or a relative reference, as a link's destination; what no URL holds is encoded.

    Raises:
        ValueError: Text that UTF-8 cannot carry, or an address that is neither of HTTP nor relative.
    """
    scheme, colon, _ = encodable(address).partition(":")
    if colon and "/" not in scheme and scheme not in {"http", "https"}:
        raise ValueError(f"{address!r} is no address that a page may lead to")
    # Entities are read in a destination, too.
    return quote(address, safe=_KEPT).replace("&", "&amp;")
