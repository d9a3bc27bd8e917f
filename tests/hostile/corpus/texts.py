"""Hostile bytes and characters: encodings, marks, controls, what hides or turns text, sizes and depths."""

# ruff: noqa: E501 - tables: a case stands on one line
from __future__ import annotations

from collections.abc import Iterator

from hostile.corpus.case import Case, block, marked, silent, whole
from specimens import BASE

#: Half-open ranges of what no spec may hold. Tab and line feed are fine; NUL makes a file binary.
CONTROLS = [*range(1, 9), *range(0x0B, 0x20), *range(0x7F, 0xA0)]
HIDDEN = [
    0x61C, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x206A), 0xFEFF, *range(0xFFF9, 0xFFFC),
    0xFFFE, 0xFFFF,
]  # fmt: skip
#: Escapes of YAML 1.2, section 5.7, for characters that no spec may hold.
ESCAPES = [
    "\\0", "\\a", "\\b", "\\v", "\\f", "\\r", "\\e", "\\N", "\\L", "\\P", "\\x00", "\\x1b", "\\x7F", "\\x9b",
    "\\u0000", "\\u001B", "\\u061c", "\\u200b", "\\u200E", "\\u2028", "\\u202e", "\\u2066", "\\uFEFF", "\\uFFFE",
    "\\uD800", "\\uDFFF", "\\U0000001b", "\\U0000202E", "\\U0000FFFF",
]  # fmt: skip
#: Depth at which nothing more may be nested; the root has 0.
DEEPEST = 32
LARGEST = 256 * 1024


def encodings() -> Iterator[Case]:
    """What is no UTF-8."""
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
        yield whole(name, BASE.encode(name), "PS002")
    for byte in range(0x80, 0x100):
        yield whole(f"byte {byte:02X} in a comment", b"# \x20" + bytes([byte]) + b" \n" + BASE.encode(), "PS002")
    for bad in (b"\xc0\xaf", b"\xc1\x81", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xed\xa0\x80", b"\xed\xbf\xbf",
                b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xfe\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x9a"):  # fmt: skip
        yield whole(f"{bad.hex()} in a value", BASE.encode() + b"x: " + bad + b"\n", "PS002")
    for before in (b"", BASE.encode()):
        yield whole("a NUL", before + b"# \0\n", "PS002")
    yield whole("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PS002")
    yield whole("a program", b"\x7fELF\x02\x01\x01\0\0\0", "PS002")
    yield whole("a zip", b"PK\x03\x04\x14\0\0\0", "PS002")


def order_marks() -> Iterator[Case]:
    """A byte order mark is fine at the very beginning, and is no column there; it is nowhere else."""
    mark = "\ufeff"
    yield silent("first", mark + BASE)
    yield _behind(
        mark, marked("in front of a mistake", "version: «2\n" + BASE.removeprefix("version: 1\n"), "PS104")
    )
    yield _behind(mark, marked("twice", f"«{mark}{BASE}", "PS013"))
    yield marked("in a comment", f"# «{mark}\n{BASE}", "PS013")
    yield marked("at the end", f"{BASE}«{mark}\n", "PS013")
    yield block("in a value", f"service: {{name: podinfo, owner: a«{mark}b}}", "PS013")
    yield block("in a key", f"service: {{name: podinfo, ow«{mark}ner: a}}", "PS013")
    yield _behind(mark, marked("alone", "«\n", "PS016"))
    yield silent("in front of nothing else", f"{mark}{BASE}")


def _behind(mark: str, case: Case) -> Case:
    return case._replace(data=mark.encode() + case.data)


def controls() -> Iterator[Case]:
    """Every control character, in a comment, a value and a key."""
    for point in CONTROLS:
        yield from _everywhere(point)
    yield marked("a lone carriage return", f"{BASE}# a«\rb\n", "PS013")
    yield silent("carriage returns before line feeds", BASE.replace("\n", "\r\n"))
    yield marked("and in front of a mistake", "version: «2\r\n" + BASE.partition("\n")[2], "PS104")


def hidden() -> Iterator[Case]:
    """Every character that hides or turns text, in the same places."""
    for point in HIDDEN:
        yield from _everywhere(point)
    for joiner in "\u00ad\u0301\u3164\ufe0f":
        yield block(f"U+{ord(joiner):04X} in a name", f"service: {{name: «pod{joiner}info}}", "PS106")
        yield silent(
            f"U+{ord(joiner):04X} in free text",
            BASE.replace("podinfo\n", f"podinfo\n  description: a{joiner}b\n", 1),
        )


def _everywhere(point: int) -> Iterator[Case]:
    sign = chr(point)
    yield marked(f"U+{point:04X} in a comment", f"{BASE}# a «{sign} b\n", "PS013")
    yield block(f"U+{point:04X} in a value", f"service: {{name: podinfo, description: a«{sign}b}}", "PS013")
    yield block(f"U+{point:04X} in a key", f'service: {{name: podinfo, "own«{sign}er": a}}', "PS013")


def escapes() -> Iterator[Case]:
    """The same, spelt with escapes: the caret stands at the text that holds them."""
    for spelt in ESCAPES:
        yield block(f"{spelt} in a value", f'service: {{name: podinfo, description: «"a{spelt}b"}}', "PS013")
        yield block(f"{spelt} in a key", f'container: {{environment: {{«"A{spelt}B": c}}}}', "PS013")
    yield block("several in one text", 'service: {name: podinfo, description: «"\\e[31m\\u202e\\0"}', "PS013")
    yield silent(
        "escapes of plain characters", BASE.replace("name: podinfo", 'name: "\\x70\\u006f\\U00000064info"')
    )


def sizes() -> Iterator[Case]:
    """The largest file, and one byte more; long lines, values and keys."""
    room = LARGEST - len(BASE.encode())
    for name, filler in (
        ("comment", "#" + "a" * (room - 2)),
        ("lines", "#\n" * ((room - 1) // 2) + "#" * ((room - 1) % 2)),
    ):
        yield silent(f"the largest {name}", f"{BASE}{filler}\n")
        yield whole(f"a {name} too large", f"{BASE}{filler}##\n", "PS003")
    for size in (LARGEST + 1, 2 * LARGEST, 20 * LARGEST):
        yield whole(f"{size} blanks", b" " * size, "PS003")
        yield whole(f"{size} NULs", b"\0" * size, "PS003")
    for length in (257, 1000, 100_000):
        long = "a" * length
        yield block(f"a description of {length}", f"service: {{name: podinfo, description: «{long}}}", "PS106")
        yield block(f"a name of {length}", f"service: {{name: «{long}}}", "PS106")
        yield block(f"a key of {length}", f"service: {{name: podinfo, «{long[:900]}: 1}}", "PS102")
        yield block(
            f"an owner of {length} on two lines", f"service: {{name: podinfo, owner: «{long}\n  b}}", "PS106"
        )
    for length in (4096, 4097):
        text = f"container: {{environment: {{KEY: {'«' * (length > 4096)}{'a' * length}}}}}"
        # The longest value is more than Lambda takes of all variables together.
        yield block(f"a variable of {length}", text if length > 4096 else text.replace("{KEY", "«{KEY"),
                    "PS106" if length > 4096 else "PS212")  # fmt: skip


def numbers_of_values() -> Iterator[Case]:
    """5,000 values and keys, and more: the one over the limit is shown."""
    for extra in (1, 2, 100, 10_000):
        # The root, the key and the list are three.
        lines = [*["- a"] * (5_000 - 3), "- «a", *["- a"] * (extra - 1)]
        yield marked(f"{extra} too many", "\n".join(["x:", *lines, ""]), "PS005")
    flow = ", ".join(["a"] * (5_000 - 3))
    yield marked("in one line", f"x: [{flow}, «a, a]\n", "PS005")
    keys = "".join(f"k{number}: a\n" for number in range(2_499))
    # The root and 2,499 pairs are 4,999; the next key is the last that may be.
    yield marked("in keys", f"{keys}last: «a\n", "PS005")


def depths() -> Iterator[Case]:
    """Lists and mappings in each other: the first that is too deep is shown, and nothing runs out of stack."""
    for levels in (32, 33, 40, 64, 100, 300, 500, 1_000, 5_000, 60_000):
        lists = "[" * (DEEPEST - 1) + "«" + "[" * (levels - DEEPEST + 1)
        yield marked(f"{levels} lists", f"x: {lists}\n", "PS006")
        yield marked(f"{levels} lists that end", f"x: {lists}{']' * levels}\n", "PS006")
        maps = "{a: " * (DEEPEST - 2) + "{«a: " + "{a: " * (levels - DEEPEST + 1)
        yield marked(f"{levels} mappings", f"x: {maps}\n", "PS006")
    for levels in (32, 40, 100, 300):
        dashes = "- " * (DEEPEST - 1) + "«" + "- " * (levels - DEEPEST + 1)
        yield marked(f"{levels} lists in blocks", f"x:\n {dashes}a\n", "PS006")
        rows = [f"{' ' * depth}{'«' if depth == DEEPEST - 1 else ''}a:" for depth in range(levels)]
        # A key is one deeper than the mapping that it opens.
        yield marked(f"{levels} mappings in blocks", "\n".join([*rows, ""]), "PS006")


def nothing() -> Iterator[Case]:
    """Files without a spec in them."""
    for data in (b"", b"\n", b" ", b"\t", b"\r\n", b" \n\t\r\n" * 1000, b"\x0b\x0c"):
        yield whole(f"only {data[:4]!r}", data, "PS001")
    for text in ("# nothing\n", "---\n", "---\n...\n", "null\n", "~\n", "# a\n---\n# b\n"):
        start = "«" + text if text not in {"---\n", "---\n...\n", "# a\n---\n# b\n"} else ""
        if start:
            yield marked(f"only {text!r}", start, "PS016")
    for text in ("word", "1", "1.5", "true", "[]", "[version, 1]", "- version: 1", "'text'", '"text"', "|\n text"):
        yield marked(f"{text!r} alone", f"«{text}\n", "PS016")
