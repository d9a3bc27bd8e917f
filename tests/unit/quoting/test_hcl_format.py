from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podspec.quoting.hcl_format import format_hcl

REPOSITORY = Path(__file__).parents[3]

# What people and templates write, at its most awkward. Terraform says what is right.
AWKWARD = {
    "empty": "",
    "only blank lines": "\n \n\t\n",
    "only a comment": "# hello",
    "no newline at the end": "a=1",
    "blanks at the end": "a = 1\n   ",
    "blanks after a comment": "a = 1 # b   \n# c  ",
    "windows line ends": "a=1\r\nbbb =2\r\n",
    "tabs": "a {\n\tb = 1\n\t\tc\t=\t2\t# x\n}\n",
    "blank lines stay": "a {\n\n\n  b = 1\n\n  c = 2\n\n}\n\n\n\nd {}\n\n",
    "attributes in a row": "a = 1\nbbb = 2\n\ncccccc = 3\n# comment\ndd = 4\ne {\n}\nfff = 5\n",
    "a list between attributes": "a = 1\nbbbb = [\n1,\n2\n]\ncc = 3\nddd = [1]\n",
    "attributes and blocks": 'a "b" {\nc = 1\ndd { e = 1 }\nfff = 2\ng{}\nh {}\n}\n',
    "bare labels": 'a b "c" d {\n}\nprovider aws {}\n',
    "trailing comments": "a = 1 # x\nbbb = 22 // y\n\nc = 3 /* z */ # q\nddd = 4\nee = 5 # last\n",
    "comments after brackets": "a = [ # x\n1, # y\n222, // z\n] # w\nb { # x\nc = 1 # y\n} # z\n",
    "block comments": "/* a\n   b */\na = /* x */ 1 /* y */\nbb = f(/* c */ 1)\nc {\n/* a\n b */\nd = 1\n}\n",
    "heredoc": "a = 1\nbbb = <<EOT\n  x  ${ y }  z\n\tb = [ (\n EOT\ncc = 3 # x\n",
    "indented heredoc": "b {\na = <<-EOT\n      x\n    y\n    EOT\ncc = 1\n}\n",
    "heredoc in a call": "a = f(<<EOT\n{\nEOT\n, 1)\nb = [<<-A\nx\nA\n, 2]\nc = 1\n",
    "heredoc with lines of code": "a = <<EOT\n ${ [\n1,\n 2 ] } x\n%{ for a in b ~}\n${a}\n%{ endfor ~}\nEOT\nb = 1\n",
    "heredoc in a heredoc": 'a = <<A\n${f(<<B\nA\nB\n)}\nA\nb = "x"\n',
    "marker in the text": "a = <<EOT\nEOTX\n$EOT\n${x}EOT\nx EOT\n  EOT\nb=1\n",
    "templates": 'z = "$" == "%" && "a$$" == "b%"\na = "${ a }${b}x%{ if x }y%{else~} z %{ endif }"\nb = "a ${ {a=1} } $${ x } %%{ y } $ % \\" ${ "n ${ m }" }"\n',
    "negation": 'a = -1\nb = 1-2\nc = [-1,- 2]\nd = -x+ -y\ne = (- 1)\nf = x?-1:- 2\ng = f(-1 , -2)\nh = "${-1}"\n',
    "operators": "a = !x\nb = a&&! b||c\nc = a==b!=c\nd = a<b>=c<=d>e\nf = a%b*c/d\ne = x?y:z\n",
    "traversal": 'a = b . c [ 0 ] . d\nb = a[*].b . * . c\nc = (a) [0]\nd = f( )[ 0 ]\ne = {a=1} [ "a" ]\nf = "a" [0]\n',
    "calls": "a = f( 1,2 ,3... )\nb = f( \n1,\n2\n)\nc = a::b :: c( 1 )\nd = f(g([\n1\n]))\nee = f([{\na = 1\n}])\n",
    "for expressions": "a = [for x in y:x if x!=1]\nb = {for k,v in y : k=>v...}\nc = [for x in[1]: x]\nd = {\nfor a in b:\na.c=>a\nif a\n}\n",
    "objects": 'a = {b=1,c : 2}\nd = { }\ne = {\nf = 1, ggg = 2\n"h i" = 3\n(j) = 4\nkkkkk : 5\nl = {\nm = 1 }\n}\n',
    "unicode": 'a = {\n"é" = 1 # é\n"e\u0301e" = 2 # b\n"\U0001f468\u200d\U0001f469\u200d\U0001f467" = 3\n"한글" = 4\nb = "é"\n}\n',
    "brackets that open together": "a = f([{\nb = 1\n}, {\nc = 2\n}])\nd = f(g(\n1\n), 2)\nh = [[\n1], [\n2\n]]\n",
    "conditional over lines": "a = (\nx\n? y\n: z\n)\nb = x ? [\n1\n] : [\n2\n]\n",
    "old interpolation": 'a = "${x}"\nb = "${x}y"\nc {\nd = "${ f("${y}") }" # z\ne = ["${x}"]\nf = "${x}${y}"\n}\n',
    "old interpolation over lines": 'a = "${\nx\n}"\nb = "${x ?\n1 : 2}"\nc = "${(\nx\n)}"\nd = /* x */ "${x}" /* y */\n',
    "template directive alone": 'a = "%{ if x }y%{ endif }"\nb = "${~ x ~}"\nc = "%{ if x }%{ endif }"\n',
    "old types": 'variable a {\ntype = "list"\n}\nvariable b {\ntype = map\nx { type = list }\n}\ntype = list\n',
    "types": "variable a {\ntype=string\n}\nvariable b {\ntype = list( object({a=string,b=optional(map(any),{})}) )\n}\n",
    "type with a comment": 'variable a {\ntype = set # x\ndefault = "${x}"\n}\nvariable b { type = "string" }\n',
    "dynamic block": 'a b c {\ndynamic "d" {\nfor_each = { for k , v in x : k=>v }\niterator=e\ncontent {\nf=e.value\n}\n}\n}\n',
}

# Grammar of documents that are right but laid out at random.
BLANK = st.sampled_from(["", "", " ", "  ", "\t"])
GAP = st.sampled_from([" ", "  ", " \t"])
LINE_END = st.sampled_from(["\n", "\n", "\n", "  \n", " # note\n", "// x = [\n", "/* in */\n", "\n\n", "\n \n\n"])
NAMES = ["a", "b2", "in", "type", "for_each", "description", "x-y", "if", "a_much_longer_name"]
IDENTIFIERS = st.sampled_from(NAMES)
# A lone "$" or "%" never comes last here: an introducer might follow.
PIECES = st.sampled_from(["text", "$-", "%.", "$${a}", "%%{b}", '\\"', "\\\\", "{", "}", "# no", "é", "日本"])


def _joined(*parts):
    """Concatenate parts, each a text or a strategy for one."""
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map("".join)


def _separated(element, separator, size=3):
    return st.lists(st.tuples(element, separator), max_size=size).map(
        lambda pairs: "".join(part + mark for part, mark in pairs)
    )


def _quoted(expression):
    interpolation = _joined("${", BLANK, expression, BLANK, "}")
    directive = _joined("%{", BLANK, "if ", expression, BLANK, "~}", PIECES, "%{ endif", BLANK, "}")
    return st.lists(PIECES | interpolation | directive, max_size=4).map(lambda parts: f'"{"".join(parts)}"')


LEAVES = st.one_of(
    IDENTIFIERS.filter(lambda name: name not in {"in", "if"}),
    st.sampled_from(["1", "2.5", "1e-3", "true", "null", "var.x", "a.b[0].c", "a[*].id", "each.value"]),
    PIECES.map(lambda piece: f'"{piece}"'),
)


def _larger(inner):
    comma = _joined(BLANK, ",", BLANK)
    comma_line = _joined(BLANK, ",", BLANK, LINE_END)
    operator = _joined(
        inner,
        BLANK,
        st.sampled_from(["+", "-", "*", "/", "%", "&&", "||", "==", "!=", "<", ">="]),
        GAP,
        inner,
    )
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


def _heredoc(marker):
    line = _joined(BLANK, st.lists(PIECES | _joined("${", BLANK, EXPRESSIONS, "}"), max_size=3).map("".join), "\n")
    return st.lists(line, max_size=3).map(lambda lines: f"{marker}\n{''.join(lines)}  {marker.lstrip('<-')}\n")


VALUES = _joined(EXPRESSIONS, LINE_END) | _heredoc("<<EOT") | _heredoc("<<-END")


def _attributes():
    """Attributes of different names, since Terraform refuses a name that comes twice."""
    names = st.lists(IDENTIFIERS, unique=True, max_size=5)
    return names.flatmap(
        lambda names: _joined(*(_joined(BLANK, name, BLANK, "=", BLANK, VALUES) for name in names))
    )


def _blocks(body):
    label = st.sampled_from(['"one"', "two", '"a-b"'])
    labels = st.lists(_joined(GAP, label), max_size=2).map("".join)
    name = st.sampled_from(["resource", "variable", "dynamic", "content", "x"])
    return _joined(BLANK, name, labels, GAP, "{", LINE_END, body, BLANK, "}", LINE_END)


BODIES = st.recursive(
    _attributes(),
    lambda body: _joined(_attributes(), st.lists(_blocks(body), max_size=3).map("".join)),
    max_leaves=4,
)


@pytest.mark.proof
def test_awkward_text_is_laid_out_as_terraform_does(terraform_fmt):
    expected = dict(zip(AWKWARD, terraform_fmt(list(AWKWARD.values())), strict=True))
    assert {name: format_hcl(text) for name, text in AWKWARD.items()} == expected


@pytest.mark.proof
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(texts=st.lists(BODIES, min_size=4, max_size=8))
def test_any_document_is_laid_out_as_terraform_does(terraform_fmt, texts):
    assert list(map(format_hcl, texts)) == terraform_fmt(texts)


@pytest.mark.proof
def test_generated_terraform_is_laid_out_already(terraform_fmt):
    texts = [file.read_bytes().decode() for file in (REPOSITORY / "generated").rglob("*.tf")]
    if not texts:
        pytest.skip("nothing is generated yet")
    assert list(map(format_hcl, texts)) == texts
    assert terraform_fmt(texts) == texts


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(BODIES)
def test_formatting_twice_changes_nothing_more(text):
    once = format_hcl(text)
    assert format_hcl(once) == once


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_formatting_awkward_text_twice_changes_nothing_more(text):
    once = format_hcl(text)
    assert format_hcl(once) == once


def test_equals_signs_and_comments_stand_in_columns():
    assert format_hcl("a = 1 # x\nbbb=22# y\n\nc=3\n") == "a   = 1  # x\nbbb = 22 # y\n\nc = 3\n"


def test_text_of_strings_heredocs_and_comments_stays_as_it_is():
    text = 'a = "x  =  [ ${b}  "\nc = <<EOT\n  d=[\n  EOT\n#  e=f\n'
    assert format_hcl(text) == text
