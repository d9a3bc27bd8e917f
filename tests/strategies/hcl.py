"""Expressions of HCL as syntax trees, whether or not they make sense."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from podspec.impact.hcl import syntax

_WORDS = st.sampled_from(["a", "var", "local", "aws_x", "b-c", "each", "module"])
_TEXT = st.text(st.sampled_from('ab ${}%"\\\n\té#~'), max_size=8)
_LITERALS = st.builds(
    syntax.Literal, st.none() | st.booleans() | st.integers(0, 10**20) | st.sampled_from([0.5, 1.25]) | _TEXT
)


def _grown(nodes: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(nodes, max_size=3).map(tuple)
    keys = _LITERALS.filter(lambda one: isinstance(one.value, str)) | nodes.filter(_is_key)
    return st.one_of(
        st.builds(syntax.Attribute, nodes, _WORDS),
        st.builds(syntax.Index, nodes, nodes),
        st.builds(syntax.Splat, nodes, _steps()),
        st.builds(syntax.Call, _WORDS, several),
        st.builds(syntax.Unary, st.sampled_from("!-"), nodes),
        st.builds(syntax.Binary, st.sampled_from(["+", "==", "&&", "||", "<=", "%"]), nodes, nodes),
        st.builds(syntax.Conditional, nodes, nodes, nodes),
        st.builds(syntax.Sequence, several),
        st.builds(syntax.Object, st.lists(st.tuples(keys, nodes), max_size=2).map(tuple)),
        st.builds(syntax.For, _WORDS | st.just(""), _WORDS, nodes, st.none() | nodes, nodes, st.none() | nodes),
        st.builds(syntax.Template, st.tuples(_TEXT.filter(bool).map(syntax.Literal), nodes.filter(_is_no_text))),
    )


def _is_key(node: object) -> bool:
    return not isinstance(node, syntax.Name | syntax.Literal)


def _is_no_text(node: object) -> bool:
    """In a template, text beside text is one text."""
    return not (isinstance(node, syntax.Literal) and isinstance(node.value, str))


def _steps() -> st.SearchStrategy[Any]:
    element = st.just(syntax.Name("*"))
    return element | st.builds(syntax.Attribute, element, _WORDS)


#: Any expression that its own text can stand for.
expressions = st.recursive(_LITERALS | st.builds(syntax.Name, _WORDS), _grown, max_leaves=12)
