"""No template prints a raw value: each one passes a quoting filter of its output language."""

import re
from collections.abc import Iterator

import jinja2
import pytest
from jinja2 import nodes

from podspec.components import COMPONENTS
from podspec.pipeline import templates
from podspec.pipeline.templates import environment
from podspec.quoting import FILTERS

TEXTS = templates.texts()
ARTIFACTS = sorted(name for name in TEXTS if not name.startswith("_"))


def raw_values(template: str, text: str) -> Iterator[str]:
    """The values that a template prints without a filter, with their lines."""
    for output in environment().parse(text, template).find_all(nodes.Output):
        for node in output.nodes:
            if not isinstance(node, nodes.TemplateData) and not _is_quoted(node, text, template):
                yield f"{template}:{node.lineno}"


def _is_quoted(node: nodes.Node, text: str, template: str) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name in FILTERS
    if isinstance(node, nodes.Call):
        return _is_macro(node.node, text, template)
    return isinstance(node, nodes.Const)


def _is_macro(called: nodes.Node, text: str, template: str) -> bool:
    """True if what is called is a macro: its own text is judged where it stands."""
    parsed = environment().parse(text, template)
    imported = {name for one in parsed.find_all(nodes.FromImport) for name in _names(one)}
    own = {one.name for one in parsed.find_all(nodes.Macro)}
    modules = {one.target for one in parsed.find_all(nodes.Import)}
    if isinstance(called, nodes.Getattr):
        return isinstance(called.node, nodes.Name) and called.node.name in modules
    return isinstance(called, nodes.Name) and called.name in imported | own | {"caller"}


def _names(one: nodes.FromImport) -> Iterator[str]:
    for name in one.names:
        yield name[1] if isinstance(name, tuple) else name


@pytest.mark.parametrize("template", sorted(TEXTS))
def test_every_value_passes_a_quoting_filter(template: str) -> None:
    assert list(raw_values(template, TEXTS[template])) == []


@pytest.mark.parametrize(
    "text",
    [
        "<%= value %>",
        "<%= value | hcl ~ other %>",
        "<%= value.upper() %>",
        "<% if a %><%= a | hcl if b else c %><% endif %>",
        "<% for a in b %><%= a.name %><% endfor %>",
        "<% macro m(x) %><%= x %><% endmacro %>",
    ],
)
def test_a_raw_value_would_be_found(text: str) -> None:
    assert list(raw_values("x.tf.j2", text))


@pytest.mark.parametrize("filter_", ["safe", "upper", "join(',')", "default('x')", "tojson"])
def test_no_filter_of_jinja_is_at_hand(filter_: str) -> None:
    with pytest.raises(jinja2.TemplateError):
        environment().from_string(f"<%= 'x' | {filter_} %>")


def test_no_function_of_jinja_is_at_hand() -> None:
    assert environment().globals == {}
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("<%= range(3) | hcl %>").render()


def test_a_name_that_is_not_given_is_an_error() -> None:
    for text in ("<%= nobody | hcl %>", "<% if nobody %><% endif %>", "<% for one in nobody %><% endfor %>"):
        with pytest.raises((jinja2.UndefinedError, TypeError)):
            environment().from_string(text).render()


@pytest.mark.parametrize(
    "text", ["${{ a }}", "${a}", "%{if a}", "[[ -f x ]]", "{{ a }}", "{% a %}", "#{a}", "{# a #}"]
)
def test_what_means_something_elsewhere_stands_as_it_is(text: str) -> None:
    assert environment().from_string(text).render() == text


def test_every_template_belongs_to_one_component_and_every_component_to_its_templates() -> None:
    owned = [
        f"{name}{templates.SUFFIX}"
        for component in COMPONENTS
        for scope in (component.repository, component.service, component.account, component.region)
        for name in scope
    ]
    assert sorted(owned) == ARTIFACTS


def test_a_templates_path_is_its_outputs_path_with_braces() -> None:
    known = {"account", "environment", "region", "service"}
    assert {brace for name in ARTIFACTS for brace in re.findall(r"\{(\w+)\}", name)} <= known


def test_no_template_is_longer_than_a_page() -> None:
    assert {name: text.count("\n") for name, text in TEXTS.items() if text.count("\n") > 150} == {}
