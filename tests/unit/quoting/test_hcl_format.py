"""What format_hcl() makes of a text is what real Terraform makes of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podspec.quoting.hcl_format import format_hcl

Fmt = Callable[[list[str]], list[str]]
Texts = st.SearchStrategy[str]

REPOSITORY = Path(__file__).parents[3]

# What people and templates write, at its most awkward. Terraform says what is right. Texts that an editor might
# mend stand here, all others in files of their own.
AWKWARD = {
    "empty": "",
    "only blank lines": "\n \n\t\n",
    "only a comment": "# hello",
    "no newline at the end": "a=1",
    "blanks at the end": "a = 1\n   ",
    "blanks after a comment": "a = 1 # b   \n# c  ",
    "a block comment at the very end": "a = 111 # x\nb = 2 /* y */",
    "windows line ends": "a=1\r\nbbb =2\r\n",
    "tabs": "a {\n\tb = 1\n\t\tc\t=\t2\t# x\n}\n",
} | {file.stem: file.read_bytes().decode() for file in sorted(Path(__file__).with_name("awkward").glob("*.tf"))}

# Texts, and what Terraform makes of them: enough to tell most mistakes without it.
LAID_OUT = {
    "a=1": "a = 1",
    "a = 1 # x\nbbb=22# y\n\nc=3\n": "a   = 1  # x\nbbb = 22 # y\n\nc = 3\n",
    "a {\n\nb = f(g(\n1,\n), 2)\n c=2\n}\nd=3": "a {\n\n  b = f(g(\n    1,\n  ), 2)\n  c = 2\n}\nd = 3",
    "a=[[\n1], [\n2\n]]\n": "a = [[\n  1], [\n  2\n]]\n",
    "a=[[\n1]\n]\nb=2\n": "a = [[\n  1]\n]\nb = 2\n",
    "a {} # x\nb {\n}# y\nc {\n d=1// z\n} # w\n": "a {} # x\nb {\n} # y\nc {\n  d = 1 // z\n}       # w\n",
    "a = <<A\n ${ [\n1,\n2 ] } x\nA\nb=1\n": "a = <<A\n ${[\n1,\n2]} x\nA\nb = 1\n",
}

# Grammar of documents that are right but laid out at random.
BLANK = st.sampled_from(["", "", " ", "  ", "\t"])
GAP = st.sampled_from([" ", "  ", " \t"])
LINE_END = st.sampled_from(["\n", "\n", "\n", "  \n", " # note\n", "// x = [\n", "/* in */\n", "\n\n", "\n \n\n"])
NAMES = ["a", "b2", "in", "type", "for_each", "description", "x-y", "if", "a_much_longer_name"]
IDENTIFIERS = st.sampled_from(NAMES)
# A lone "$" or "%" never comes last here: an introducer might follow.
PIECES = st.sampled_from(["text", "$-", "%.", "$${a}", "%%{b}", '\\"', "\\\\", "{", "}", "# no", "é", "日本"])


def _joined(*parts: str | Texts) -> Texts:
    """Concatenate parts, each a text or a strategy for one."""
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map("".join)


def _separated(element: Texts, separator: Texts, size: int = 3) -> Texts:
    return st.lists(st.tuples(element, separator), max_size=size).map(
        lambda pairs: "".join(part + mark for part, mark in pairs)
    )


def _quoted(expression: Texts) -> Texts:
    interpolation = _joined("${", BLANK, expression, BLANK, "}")
    directive = _joined("%{", BLANK, "if ", expression, BLANK, "~}", PIECES, "%{ endif", BLANK, "}")
    return st.lists(PIECES | interpolation | directive, max_size=4).map(lambda parts: f'"{"".join(parts)}"')


LEAVES = st.one_of(
    IDENTIFIERS.filter(lambda name: name not in {"in", "if"}),
    st.sampled_from(["1", "2.5", "1e-3", "true", "null", "var.x", "a.b[0].c", "a[*].id", "each.value"]),
    PIECES.map(lambda piece: f'"{piece}"'),
)


def _larger(inner: Texts) -> Texts:
    comma = _joined(BLANK, ",", BLANK)
    comma_line = _joined(BLANK, ",", BLANK, LINE_END)
    # "a-" would be a name, so a minus sign keeps its distance.
    sign = _joined(BLANK, st.sampled_from(["+", "*", "/", "%", "&&", "||", "==", "!=", "<", ">="]), BLANK)
    operator = _joined(inner, sign | _joined(GAP, "-", GAP), inner)
    key = IDENTIFIERS.filter(lambda name: name != "for") | _joined("(", inner, ")") | st.just('"k é"')
    entry = _joined(key, BLANK, st.sampled_from("=:"), BLANK, inner)
    return st.one_of(
        operator,
        _joined("(", BLANK, inner, BLANK, ")"),
        _joined(st.sampled_from("-!"), BLANK, "(", inner, ")"),
        _joined("(", inner, GAP, "?", BLANK, inner, GAP, ":", BLANK, inner, ")"),
        _joined("[", _separated(inner, comma), BLANK, "]"),
        _joined("[", LINE_END, _separated(inner, comma_line), BLANK, "]"),
        _joined("f(", BLANK, _separated(inner, comma), inner, BLANK, ")"),
        _joined("core::f", BLANK, "(", LINE_END, _separated(inner, comma_line), BLANK, ")"),
        _joined("{", BLANK, _separated(entry, comma, 2), "}"),
        _joined("{", LINE_END, _separated(entry, LINE_END), BLANK, "}"),
        _joined(
            "[for ", IDENTIFIERS.filter(lambda n: n != "in"), GAP, "in", GAP, inner, BLANK, ":", GAP, inner, "]"
        ),
        _joined(
            "{for k", BLANK, ",v in ", inner, BLANK, ":", LINE_END, inner, BLANK, "=>", inner, "...", GAP, "}"
        ),
        _quoted(inner),
    )


EXPRESSIONS = st.recursive(LEAVES, _larger, max_leaves=6)


def _heredoc(marker: str) -> Texts:
    line = _joined(BLANK, st.lists(PIECES | _joined("${", BLANK, EXPRESSIONS, "}"), max_size=3).map("".join), "\n")
    return st.lists(line, max_size=3).map(lambda lines: f"{marker}\n{''.join(lines)}  {marker.lstrip('<-')}\n")


VALUES = _joined(EXPRESSIONS, LINE_END) | _heredoc("<<EOT") | _heredoc("<<-END")


def _attributes() -> Texts:
    """Attributes of different names, since Terraform refuses a name that comes twice."""
    names = st.lists(IDENTIFIERS, unique=True, max_size=5)
    return names.flatmap(
        lambda names: _joined(*(_joined(BLANK, name, BLANK, "=", BLANK, VALUES) for name in names))
    )


def _blocks(body: Texts) -> Texts:
    label = st.sampled_from(['"one"', "two", '"a-b"'])
    labels = st.lists(_joined(GAP, label), max_size=2).map("".join)
    name = st.sampled_from(["resource", "variable", "dynamic", "content", "x"])
    return _joined(BLANK, name, labels, GAP, "{", LINE_END, body, BLANK, "}", LINE_END)


BODIES = st.recursive(
    _attributes(),
    lambda body: _joined(_attributes(), st.lists(_blocks(body), max_size=3).map("".join)),
    max_leaves=4,
)


@pytest.mark.parametrize(("text", "expected"), LAID_OUT.items())
def test_indentation_equals_signs_and_comments_stand_in_columns(text: str, expected: str) -> None:
    assert format_hcl(text) == expected


@pytest.mark.proof
def test_terraform_lays_these_texts_out_alike(terraform_fmt: Fmt) -> None:
    assert terraform_fmt(list(LAID_OUT)) == list(LAID_OUT.values())


@pytest.mark.proof
def test_awkward_text_is_laid_out_as_terraform_does(terraform_fmt: Fmt) -> None:
    expected = dict(zip(AWKWARD, terraform_fmt(list(AWKWARD.values())), strict=True))
    assert {name: format_hcl(text) for name, text in AWKWARD.items()} == expected


def _agrees(terraform_fmt: Fmt, texts: list[str]) -> None:
    assert list(map(format_hcl, texts)) == terraform_fmt(texts)


DOCUMENTS = st.lists(BODIES, min_size=4, max_size=8)
PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.mark.proof
@settings(max_examples=20, deadline=None, suppress_health_check=PATIENT)
@given(texts=DOCUMENTS)
def test_any_document_is_laid_out_as_terraform_does(terraform_fmt: Fmt, texts: list[str]) -> None:
    _agrees(terraform_fmt, texts)


@pytest.mark.long
@pytest.mark.proof
@settings(max_examples=500, deadline=None, suppress_health_check=PATIENT)
@given(texts=DOCUMENTS)
def test_thousands_of_documents_are_laid_out_as_terraform_does(terraform_fmt: Fmt, texts: list[str]) -> None:
    _agrees(terraform_fmt, texts)


@pytest.mark.proof
def test_generated_terraform_is_laid_out_already(terraform_fmt: Fmt) -> None:
    texts = [file.read_bytes().decode() for file in (REPOSITORY / "generated").rglob("*.tf")]
    if not texts:
        pytest.skip("nothing is generated yet")
    assert list(map(format_hcl, texts)) == texts
    assert terraform_fmt(texts) == texts


@settings(max_examples=50, suppress_health_check=PATIENT)
@given(BODIES.filter(lambda text: not re.search(r'"\$\{\s*"\$\{', text)))
def test_formatting_twice_changes_nothing_more(text: str) -> None:
    once = format_hcl(text)
    assert format_hcl(once) == once


def test_an_interpolation_in_an_interpolation_goes_one_by_one() -> None:
    assert format_hcl('a = "${"${b}"}"\n') == 'a = "${b}"\n'
    assert format_hcl('a = "${b}"\n') == "a = b\n"


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_formatting_awkward_text_twice_changes_nothing_more(text: str) -> None:
    once = format_hcl(text)
    assert format_hcl(once) == once


def test_text_of_strings_heredocs_and_comments_stays_as_it_is() -> None:
    text = 'a = "x  =  [ ${b}  "\nc = <<EOT\n  d=[\n  EOT\n#  e=f\n'
    assert format_hcl(text) == text
