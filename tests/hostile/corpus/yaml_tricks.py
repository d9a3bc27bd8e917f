"""What YAML can do and no spec needs: anchors, merges, tags, directives, documents, odd keys; and no YAML."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.corpus.case import Case, block, marked, silent
from specimens import BASE

#: Blocks with one scalar left out, to put something odd in its place.
SCALARS = [
    "service: {name: @}", "service: {name: podinfo, description: @}", "service: {name: podinfo, owner: @}",
    "service: {name: podinfo, tags: {team: @}}", "repository: {slug: @}", "container: {port: @}",
    "container: {context: @}", "container: {environment: {KEY: @}}", "targets: {lambda: {memory_mb: @}}",
    "targets: {ec2: {instance_type: @}}", "observability: {notify: [@]}", "cost: {monthly_budget_usd: @}",
    "output: {directory: @}", "foundation: @", "registry: {account: @, region: us-east-1}", "eject: [a, @]",
    "accept: [{code: PS231, reason: @, expires: '2027-01-31'}]", "secrets: {api-token: {description: @}}",
    "environments: {dev: {account: @, regions: [us-east-1]}}",
    "environments: {dev: {account: '111111111111', regions: [@]}}",
    "environments: {dev: {account: '111111111111', regions: [us-east-1], targets: {lambda: {memory_mb: @}}}}",
]  # fmt: skip
TAGS = (
    "!!str ¦!!int ¦!!float ¦!!bool ¦!!null ¦!!binary ¦!!timestamp ¦! ¦!own ¦!Ref ¦!GetAtt ¦!Sub ¦!include ¦!env ¦"
    "!!python/object:os.system ¦!!python/object/apply:os.system ¦!!python/name:os.system ¦!!js/function ¦"
    "!<tag:yaml.org,2002:str> ¦!<!own> ¦!reset ¦!secret ¦!vault "
)


def anchors() -> Iterator[Case]:
    """Anchors and aliases, wherever a value can stand."""
    for text in SCALARS:
        yield block("an anchor", text.replace("@", "«&a word"), "PS007")
        yield block("an alias to nothing", text.replace("@", "«*a"), "PS007")
    for name in ("a", "日本", "x.y", "-", "1", "é", "x" * 200):
        yield block(f"an anchor {name[:9]}", f"service: {{name: «&{name} podinfo}}", "PS007")
    for text in ("targets: «&a {lambda: {}}", "observability: {notify: «&a [b@c.de]}"):
        yield block("an anchor of a block", text, "PS007")
    yield block("an alias in a list", "eject: [«&a b, «*a, «*a]", "PS007")
    yield block("an anchor of a key", "service: {«&a name: podinfo}", "PS007")


def merges() -> Iterator[Case]:
    """Merge keys, with all that they can merge, in every block."""
    for name in ("service", "repository", "container", "targets", "observability", "environments"):
        yield block(f"in {name}", f"{name}: {{«<<: {{a: b}}}}", "PS007")
        yield block(f"of nothing in {name}", f"{name}: {{«<<: null}}", "PS007")
        yield block(f"of a list in {name}", f"{name}: {{«<<: [{{a: b}}, {{c: d}}]}}", "PS007")
        yield block(f"of an alias in {name}", f"{name}: {{«<<: «*a}}", "PS007")
        yield block(f"of itself in {name}", f"{name}: «&a {{«<<: «*a}}", "PS007")
        yield block(f"of two in {name}", f"{name}: {{«<<: [«*a, «*b]}}", "PS007")
    yield block("a key that only looks like one", 'service: {name: podinfo, «"<<": a}', "PS102")


def bombs() -> Iterator[Case]:
    """What grows without end once it is composed: every anchor and alias is shown, and nothing grows."""
    for width in (2, 3, 5, 9):
        for height in (2, 4, 9, 20):
            if width * height <= 90:
                yield marked(f"{width} to the power of {height}", _laughs(width, height), "PS007")
                yield marked(f"{width} merges, {height} high", _merged(width, height), "PS007")
    for height in (10, 100, 600):
        rows = [f"k{number}: «&a{number} [«*a{number}]" for number in range(height)]
        yield marked(f"{height} lists that hold themselves", "\n".join([*rows, ""]), "PS007")


def _laughs(width: int, height: int) -> str:
    def row(number: int) -> str:
        return f"k{number}: «&a{number} [{', '.join([f'«*a{number - 1}'] * width)}]"

    return "\n".join(["k0: «&a0 lol", *map(row, range(1, height + 1)), ""])


def _merged(width: int, height: int) -> str:
    def row(number: int) -> str:
        return f"k{number}: «&a{number} {{«<<: [{', '.join([f'«*a{number - 1}'] * width)}]}}"

    return "\n".join(["k0: «&a0 {b: c}", *map(row, range(1, height + 1)), ""])


def tags() -> Iterator[Case]:
    """Tags, of YAML, of other tools, and of what would run code."""
    for tag in TAGS.split("¦"):
        yield block(f"{tag}in a name", f"service: {{name: «{tag}podinfo}}", "PS008")
        yield block(f"{tag}of a block", f"targets: «{tag}{{lambda: {{}}}}", "PS008")
        yield block(f"{tag}of a list", f"observability: {{notify: «{tag}[a@b.cd]}}", "PS008")
    for text in SCALARS:
        yield block("in a field", text.replace("@", "«!x word"), "PS008")
    yield block("of a key", "service: {«!!str name: podinfo}", "PS008")
    yield block("several", "service: {name: «!a podinfo, owner: «!b word}", "PS008")


def directives() -> Iterator[Case]:
    """Directives, each at its own line."""
    for version in ("1.0", "1.1", "1.2"):
        yield marked(f"YAML {version}", f"«%YAML {version}\n---\n{BASE}", "PS009")
    for handle in ("!", "!!", "!e!"):
        yield marked(f"a handle {handle}", f"«%TAG {handle} tag:example.com,2026:\n---\n{BASE}", "PS009")
    yield marked("behind comments", f"# one\n# two\n\n«%YAML 1.2\n---\n{BASE}", "PS009")
    yield marked("two", f"«%YAML 1.2\n%TAG ! tag:a,2026:\n---\n{BASE}", "PS009")


def documents() -> Iterator[Case]:
    """A second document, whatever is in it."""
    for more in ("", "a: b\n", "null\n", "[]\n", BASE, "# a\n", "'\n", "&a b\n", "!x y\n"):
        yield marked(f"{more[:9]!r}", f"{BASE}«---\n{more}", "PS010")
        yield marked(f"{more[:9]!r} behind an end", f"{BASE}...\n«---\n{more}", "PS010")
    yield marked("a first one that is empty", f"---\n«---\n{BASE}", "PS010")
    yield silent("one that is marked", f"---\n{BASE}...\n")
    yield silent("one that only ends", f"{BASE}...\n# a\n")


def keys() -> Iterator[Case]:
    """Keys that are no text, and keys that stand twice."""
    odd = ("null", "~", "1", "1.5", "0x1F", "0o17", "true", "False", ".nan", "-.inf", "1e3")
    for key in odd:
        yield block(f"{key} in service", f"service: {{name: podinfo, «{key}: a}}", "PS015")
        yield block(f"{key} among variables", f"container: {{environment: {{«{key}: a}}}}", "PS015")
        yield block(f"{key} among tags", f"service: {{name: podinfo, tags: {{«{key}: a}}}}", "PS015")
        yield marked(f"{key} at the top", f"{BASE}«{key}: a\n", "PS015")
    for key in ("[a]", "{a: b}", "[[a], b]", "{}", "[]"):
        yield block(f"{key} as a key", f"container: {{environment: {{? «{key}\n : a}}}}", "PS015")
        yield marked(f"{key} as a key at the top", f"{BASE}? «{key}\n: a\n", "PS015")
    for word in ("yes", "no", "on", "off", "y", "n"):
        yield block(f"{word} is a word", f"service: {{name: podinfo, «{word}: a}}", "PS102")


def duplicates() -> Iterator[Case]:
    """The second of two keys, however it is spelt."""
    for key in ("version", "service", "repository", "targets", "environments"):
        yield marked(f"{key} at the top", f"{BASE}«{key}: 1\n", "PS011")
        yield marked(f"{key} in quotes", f'{BASE}«"{key}": 1\n', "PS011")
        yield marked(f"{key} in single quotes", f"{BASE}«'{key}': 1\n", "PS011")
        yield marked(f"{key} as an explicit key", f"{BASE}? «{key}\n: 1\n", "PS011")
        spelt = "".join(f"\\x{ord(one):02x}" for one in key)
        yield marked(f"{key} in escapes", f'{BASE}«"{spelt}": 1\n', "PS011")
    for text in (
        "service: {name: podinfo, «name: other}", "container: {environment: {KEY: a, «KEY: b}}",
        "targets: {lambda: {}, «lambda: {}}", "service: {name: podinfo, tags: {a: b, «a: b}}",
        "secrets: {api-token: {}, «api-token: {}}", "container: {health: {version: /a, «version: /b}}",
        "service: {name: podinfo, tags: {a: b, «a: b, «a: c, «a: d}}", "x: {a: {b: {c: 1, «c: 2}, «b: 3}, «a: 4}",
    ):  # fmt: skip
        yield block("in a block", text, "PS011")
    yield block("in a list", "accept: [{code: PS231, «code: PS231, reason: word, expires: '2027-01-31'}]", "PS011")


def syntax() -> Iterator[Case]:
    """What is no YAML: where it stops being any, as the grammar of YAML 1.2 has it."""
    for sign in "@`%":
        yield block(f"{sign} first", f"service: {{name: «{sign}podinfo}}", "PS004")
        yield block(f"{sign} first in a block", f"foundation: «{sign}x", "PS004")
    yield marked("a tab for indentation", "version: 1\nservice:\n«\tname: podinfo\n", "PS004")
    for opener in "[{":
        yield marked(f"{opener} that never ends", f"version: 1\nservice: «{opener}a\n", "PS004")
    for quote in "\"'":
        yield marked(f"{quote} that never ends", f"version: 1\nservice: «{quote}a\n", "PS004")
    for closer in "]}":
        yield marked(f"{closer} without a beginning", f"version: «{closer}\n", "PS004")
    # ruamel's own parser gives up at the blank line, which is right, and says neither what nor where.
    below_blank = 'version: 1\nservice:\n  description: |\n  \n    a\n    b\nfoundation: "create"\n  «x: y\n'
    yield marked("a wrong indentation below a text that begins with a blank line", below_blank, "PS004")
    yield marked("an alias without a name", "version: 1\nservice: *«\n", "PS004")
    yield marked("an anchor without a name", "version: 1\nservice: &« a\n", "PS004")
    yield marked("two colons", "version: 1\nservice: a«: b\n", "PS004")
    yield marked("a dash behind a key", "version: 1\nservice: «- a\n", "PS004")
    for escape in ("\\z", "\\'", "\\1", "\\_\\q"):
        at = escape.rindex("\\") + 1
        text = f'"{escape[:at]}«{escape[at:]}"'
        yield marked(f"no escape {escape}", f"version: 1\nservice: {text}\n", "PS004")


def conflicts() -> Iterator[Case]:
    """A merge that nobody has finished."""
    ours = "<<<<<<< HEAD\n  dev: a\n=======\n  dev: b\n>>>>>>> theirs\n"
    for at in range(0, BASE.count("\n"), 3):
        lines = BASE.splitlines(keepends=True)
        text = "".join(lines[:at]) + "«" + ours + "".join(lines[at:])
        yield marked(f"before line {at + 1}", text, "PS017")
        yield marked(f"twice, before line {at + 1}", text + ours, "PS017")
