"""Text -> tree: what the gate refuses, where nodes stand, and that two YAML parsers say the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.model.diagnostic import Staged
from podspec.model.source import Mapping, Scalar, Sequence, Source, Span, locate
from podspec.pipeline import parse as module
from podspec.pipeline.parse import MAX_DEPTH, MAX_NODES, parse
from podspec.pipeline.read import read

ROOT = Path(__file__).parent.parent.parent.parent
SPECS = sorted([*(ROOT / "tests" / "specs").rglob("*.yaml"), *(ROOT / "specs").glob("*/service.yaml")])


def parsed(text: str) -> Staged[Mapping]:
    return parse(Source("service.yaml", text))


def tree(text: str) -> Mapping:
    found = parsed(text)
    assert found.value is not None, found.diagnostics
    return found.value


def codes(text: str) -> list[str]:
    return [one.code for one in parsed(text).diagnostics]


# -- the tree ----------------------------------------------------------------------------------------------


def test_every_node_knows_where_it_stands() -> None:
    root = tree("service:\n  name: podinfo\nlist: [a, 'b c']\n")
    assert root.entries["service"].key.span == Span(1, 1, 1, 8)
    assert locate(root, ("service", "name")).key == Span(2, 3, 2, 7)
    assert locate(root, ("service", "name")).value == Span(2, 9, 2, 16)
    assert locate(root, ("list", 1)).value == Span(3, 11, 3, 16)
    assert locate(root, ("list",)).value == Span(3, 7, 3, 17)


def test_columns_count_characters_and_not_bytes() -> None:
    assert locate(tree("東京: {é: 🚀, b: 1}\n"), ("東京", "b")).value == Span(1, 15, 1, 16)


def test_quotes_make_text_of_whatever_is_inside() -> None:
    root = tree("a: '1'\nb: 1\nc: \"no\"\nd: |\n  2\n")
    assert root.plain() == {"a": "1", "b": 1, "c": "no", "d": "2\n"}
    assert [entry.value.quoted for entry in root.entries.values() if isinstance(entry.value, Scalar)] == [
        *(True, False, True, True)
    ]


def test_a_value_of_nothing_is_none() -> None:
    assert tree("a:\nb: ~\nc: {d: , e: null}\n").plain() == {"a": None, "b": None, "c": {"d": None, "e": None}}


def test_lists_become_tuples_and_mappings_keep_their_order() -> None:
    plain = tree("z: [1, [2]]\na: {}\n").plain()
    assert plain == {"z": (1, (2,)), "a": {}}
    assert list(plain) == ["z", "a"]


@pytest.mark.parametrize("text", ["{a: http://x}", "{a: arn:aws:iam}", "{a: [b:c, ::1]}", "{a: x?y}"])
def test_colons_and_question_marks_inside_of_words_need_no_quotes(text: str) -> None:
    assert codes(text) == []


# -- the gate ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1\nb: *x\n", ["PS007", "PS007"]),
        ("a: {<<: {b: 1}}\n", ["PS007"]),
        ("a: {'<<': 1}\n", []),
        ("a: !!int 1\n", ["PS008"]),
        ("a: !x {b: 1}\n", ["PS008"]),
        ("%YAML 1.2\n---\na: 1\n", ["PS009"]),
        ("%YAML 1.11\n---\na: 1\n", ["PS009"]),
        ("%YAML 9.9\n---\na: 1\n", ["PS004"]),
        ("a: 1\n--- \nb: 1\n", ["PS010"]),
        ("a: 1\na: 2\n'a': 3\n", ["PS011", "PS011"]),
        ("a: {b: 1}\nc: {b: 1}\n", []),
        ("a: 1234567890123456789\n", ["PS012"]),
        ("a: '1234567890123456789'\n", []),
        ('a: "\\u202e"\n', ["PS013"]),
        ("a: '${{ x }}'\n", ["PS014"]),
        ("a: '${x} {{ y }} %{z}'\n", []),
        ("1: a\n", ["PS015"]),
        ("? [a]\n: b\n", ["PS015"]),
        ("true: a\n", ["PS015"]),
        ("yes: a\n", []),
        ("[a]\n", ["PS016"]),
    ],
)
def test_what_no_spec_needs_is_refused_by_its_own_code(text: str, found: list[str]) -> None:
    assert codes(text) == found


def test_depth_and_size_are_bounded_to_the_last_node() -> None:
    assert codes("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)) == []
    assert codes("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH) == ["PS006"]
    assert codes(f"a: [{'1, ' * (MAX_NODES - 3)}]") == []
    assert codes(f"a: [{'1, ' * (MAX_NODES - 2)}]") == ["PS005"]


def test_a_bomb_of_aliases_is_refused_where_it_begins() -> None:
    bomb = "a: &a {}\n" + "".join(f"b{n}: &b{n} {{<<: [*a, *a]}}\n" for n in range(200))
    assert set(codes(bomb)) == {"PS007"}


def test_a_file_full_of_forbidden_characters_gets_a_bounded_answer() -> None:
    assert 1 < len(codes("\x01\x02\n" * 60_000)) < 100


def test_the_second_key_is_shown_beside_the_first() -> None:
    (found,) = parsed("a: 1\nb: 2\na: 3\n").diagnostics
    assert found.primary.span == Span(3, 1, 3, 2)
    assert [label.span for label in found.related] == [Span(1, 1, 1, 2)]


# -- laws --------------------------------------------------------------------------------------------------


@pytest.fixture
def slow_parser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read with ruamel's own parser, as where libyaml is not installed."""
    with monkeypatch.context() as patch:
        patch.setattr(module, "libyaml_events", module.exact_events)
        yield


TEXTS = {path: source.text for path in SPECS if (source := read(path, path.name).value)}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_both_parsers_make_the_same_tree_and_the_same_findings(path: Path, request: pytest.FixtureRequest) -> None:
    text = TEXTS[path]
    fast = parsed(text)
    request.getfixturevalue("slow_parser")
    slow = parsed(text)
    assert [(one.code, one.message, one.primary) for one in slow.diagnostics] == [
        (one.code, one.message, one.primary) for one in fast.diagnostics
    ]
    assert _places(slow.value) == _places(fast.value)


@pytest.mark.usefixtures("slow_parser")
def test_where_only_the_slow_parser_is_there_it_says_at_least_where_it_gave_up() -> None:
    (found,) = parsed("a: |\n  \n    b\nc: d\n  e: f\n").diagnostics
    assert found.code == "PS004"
    assert "more indented follow up line" in found.message
    assert found.primary.span == Span(3, 5, 3, 5)


def _places(node: Mapping | Sequence | Scalar | None) -> object:
    """A tree with the places that findings point at: keys, words, and the beginnings of collections.

    Where nothing is written, findings point at the key.
    """
    if isinstance(node, Mapping):
        inside = [(key, entry.key.span, _places(entry.value)) for key, entry in node.entries.items()]
        return (node.span[:2], inside)
    if isinstance(node, Sequence):
        return (node.span[:2], [_places(item) for item in node.items])
    return (node.span[:2] if node.raw else None, node.raw, type(node.value), node.quoted) if node else None


@given(st.text(max_size=200))
@settings(max_examples=400, deadline=None)
def test_no_text_makes_the_parser_raise(text: str) -> None:
    found = parsed(text)
    assert found.value is not None or found.diagnostics


PIECES = st.sampled_from(
    [*"{}[]:,-?&*!|>'\"%@`#~\n\t ", "a", "1", "é", ": ", "- ", "\n  ", "---\n", "...\n", "<<"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=600, deadline=None)
def test_no_heap_of_yaml_signs_makes_the_parser_raise(text: str) -> None:
    found = parsed(text)
    assert found.value is not None or found.diagnostics


def test_a_credential_that_is_spelt_with_escapes_is_found() -> None:
    spelt = "".join(f"\\x{ord(one):02x}" for one in "db://me:hunter22@db")
    assert codes(f'a: "{spelt}"\n') == ["PS018"]
