"""Files with a few random edits: what nobody would write, and near enough to a spec to get deep into podspec.

Five ways to spoil a file: bytes, words of its language, whole lines and blocks, a splice of two files, and, in
the tree that it means, values in the wrong place. A number names a mutant for good.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from figures.instances import mutated
from figures.whole_spec import SPEC

ROOT = Path(__file__).parent.parent.parent
SEEDS = [path.read_bytes() for path in sorted((ROOT / "tests" / "specs").rglob("*.yaml"))]
POLICIES = [path.read_bytes() for path in sorted((ROOT / "tests" / "policies").glob("*.yaml"))]
SEEDS += [path.read_bytes() for path in sorted((ROOT / "specs").glob("*/service.yaml"))]

#: Pieces that mean something to YAML, to the spec, to a terminal, or to one of the output languages.
_SIGNS = (
    ": ¦- ¦{¦}¦[¦]¦, ¦? ¦&a ¦*a¦<<: ¦!!str ¦!x ¦|\n¦>-\n¦\"¦'¦\\¦\n¦\r\n¦\r¦\t¦#¦ #¦---\n¦...\n¦%YAML 1.1\n¦\n\n  "
)
_WORDS = (
    "null¦~¦true¦no¦010¦1.10¦1e400¦.nan¦-.inf¦0x1F¦999999999999999999999¦2024-13-45¦\\UFFFFFFFF¦\\ud800¦\\x1b¦\\0"
)
_KEYS = (
    "environments:¦targets:¦rollout:¦strategy: linear¦lambda¦dev¦regions¦account¦secrets: ¦null: ¦override: ¦"
    "eject: ¦accept: ¦network: ¦vpc_id: ¦rules: ¦must: ¦when: ¦path: ¦matches: ¦defaults: ¦required: ¦'*': ¦"
    "not: ¦all: ["
)
_CODE = "${{ x }}¦${x}¦%{if}¦`id`¦$(id)¦../..¦/etc/passwd¦C:\\¦::error::¦</svg>¦##[error]¦(a{99}){99}"
_ODD = "é¦東¦e\u0301¦\u202e¦\u200b¦\ufeff¦\x1b[31m¦\x00¦\x85¦\u2028¦🚀¦\U0010ffff"
PIECES = [piece.encode() for text in (_SIGNS, _WORDS, _KEYS, _CODE, _ODD) for piece in text.split("¦")]
PIECES += [b"\xff", b"\xc3", b"\xed\xa0\x80", b"[" * 40, b"{a: " * 40, b"x" * 5000, b"- " * 60]


def mutant(seed: int, seeds: list[bytes] = SEEDS) -> bytes:
    """The file that belongs to a seed: always the same, so that a failure is found again by its number."""
    random = Random(seed)  # noqa: S311 - repeatable on purpose, and no secret
    if seeds is SEEDS and random.random() < _TREES:
        return _written(random, mutated(SPEC, random))
    spec = random.choice(seeds)
    for _ in range(random.randint(1, 4)):
        spec = random.choice(_EDITS)(random, spec, seeds)
    return spec


#: The share of mutants that are made of a tree: always YAML, and so always judged to the end.
_TREES = 0.15


def _bytes(random: Random, spec: bytes, _seeds: list[bytes]) -> bytes:
    """Put something in, take something out, or do a piece again."""
    start = random.randint(0, len(spec))
    end = min(len(spec), start + random.choice([0, 1, 1, 2, 5, 20, 80]))
    inserted = random.choice(PIECES)
    return random.choice(
        [
            spec[:start] + spec[end:],
            spec[:start] + inserted + spec[start:],
            spec[:start] + inserted + spec[end:],
            spec[:end] + spec[start:],
            spec[:start] + bytes([random.randrange(256)]) + spec[end:],
            spec[:start],
        ]
    )


def _tokens(random: Random, spec: bytes, _seeds: list[bytes]) -> bytes:
    """Put one word in the place of another one."""
    words = spec.split(b" ")
    words[random.randrange(len(words))] = random.choice([*words, *PIECES])
    return b" ".join(words)


def _lines(random: Random, spec: bytes, _seeds: list[bytes]) -> bytes:
    """Move, indent, repeat or lose whole lines."""
    lines = spec.split(b"\n")
    start = random.randrange(len(lines))
    block = lines[start : start + random.randint(1, 6)]
    rest = lines[:start] + lines[start + len(block) :]
    at = random.randint(0, len(rest))
    moved = random.choice([block, [b"  " + line for line in block], [line[2:] for line in block], block * 2, []])
    return b"\n".join([*rest[:at], *moved, *rest[at:]])


def _splice(random: Random, spec: bytes, seeds: list[bytes]) -> bytes:
    """The beginning of one file, and the end of another one."""
    other = random.choice(seeds).split(b"\n")
    lines = spec.split(b"\n")
    return b"\n".join([*lines[: random.randint(0, len(lines))], *other[random.randint(0, len(other)) :]])


_EDITS = (_bytes, _bytes, _tokens, _tokens, _lines, _splice)


def _written(random: Random, tree: dict[str, Any]) -> bytes:
    """A tree as YAML on one line, which JSON nearly is, now and then with another edit."""
    import json

    text = json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return _bytes(random, text, SEEDS) if random.random() < _TREES else text
