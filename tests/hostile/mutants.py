"""Specs with a few random edits: bytes that nobody would write, close enough to a spec to get deep into podspec."""

from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent.parent
SEEDS = [path.read_bytes() for path in sorted((ROOT / "tests" / "specs").rglob("*.yaml"))]
SEEDS += [path.read_bytes() for path in sorted((ROOT / "specs").glob("*/service.yaml"))]

#: Pieces that mean something to YAML, to the spec, to a terminal, or to one of the output languages.
PIECES = [
    *(b": ", b"- ", b"{", b"}", b"[", b"]", b", ", b"? ", b"&a ", b"*a", b"<<: ", b"!!str ", b"!x ", b"|\n", b">-\n"),
    *(b'"', b"'", b"\\", b"\n", b"\r\n", b"\r", b"\t", b"#", b" #", b"---\n", b"...\n", b"%YAML 1.1\n", b"\n\n  "),
    *(b"null", b"~", b"true", b"no", b"010", b"1.10", b"1e400", b".nan", b"-.inf", b"0x1F", b"9" * 30, b"2024-13-45"),
    *("é", "東", "e\u0301", "\u202e", "\u200b", "\ufeff", "\x1b[31m", "\x00", "\x85", "\u2028", "🚀", "\U0010ffff"),
    *(b"\xff", b"\xc3", b"\xed\xa0\x80", b"\\UFFFFFFFF", b"\\ud800", b"\\x1b", b"\\0"),
    *(b"${{ x }}", b"${x}", b"%{if}", b"`id`", b"$(id)", b"../..", b"/etc/passwd", b"C:\\", b"::error::", b"</svg>"),
    *(b"environments:", b"targets:", b"rollout:", b"strategy: linear", b"lambda", b"dev", b"regions", b"account"),
    *(b"[" * 40, b"{a: " * 40, b"x" * 5000, b"- " * 60),
]


def mutant(seed: int) -> bytes:
    """The spec that belongs to a seed: always the same, so that a failure is found again by its number."""
    random = Random(seed)  # noqa: S311 - repeatable on purpose, and no secret
    spec = random.choice(SEEDS)
    for _ in range(random.randint(1, 4)):
        spec = _edit(random, spec)
    return spec


def _edit(random: Random, spec: bytes) -> bytes:
    start = random.randint(0, len(spec))
    end = min(len(spec), start + random.choice([0, 1, 1, 2, 5, 20, 80]))
    piece = random.choice(PIECES)
    inserted = piece.encode("utf-8", "surrogatepass") if isinstance(piece, str) else piece
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
