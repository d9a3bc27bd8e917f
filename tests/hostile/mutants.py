"""Specs with a few random edits: what nobody would write, and near enough to a spec to get deep into podspec."""

from pathlib import Path
from random import Random

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
_KEYS = "environments:¦targets:¦rollout:¦strategy: linear¦lambda¦dev¦regions¦account¦secrets: ¦null: "
_CODE = "${{ x }}¦${x}¦%{if}¦`id`¦$(id)¦../..¦/etc/passwd¦C:\\¦::error::¦</svg>"
_ODD = "é¦東¦e\u0301¦\u202e¦\u200b¦\ufeff¦\x1b[31m¦\x00¦\x85¦\u2028¦🚀¦\U0010ffff"
PIECES = [piece.encode() for text in (_SIGNS, _WORDS, _KEYS, _CODE, _ODD) for piece in text.split("¦")]
PIECES += [b"\xff", b"\xc3", b"\xed\xa0\x80", b"[" * 40, b"{a: " * 40, b"x" * 5000, b"- " * 60]


def mutant(seed: int, seeds: list[bytes] = SEEDS) -> bytes:
    """The spec that belongs to a seed: always the same, so that a failure is found again by its number."""
    random = Random(seed)  # noqa: S311 - repeatable on purpose, and no secret
    spec = random.choice(seeds)
    for _ in range(random.randint(1, 4)):
        spec = _edit(random, spec)
    return spec


def _edit(random: Random, spec: bytes) -> bytes:
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
