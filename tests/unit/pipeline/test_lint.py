"""Rules become findings at places, once each, unless they are accepted."""

from datetime import date

from specimens import AS_OF, FILE, findings, with_blocks

from podspec.model.diagnostic import Finding, Related, Severity
from podspec.model.source import Source, Span
from podspec.pipeline.lint import place
from podspec.pipeline.parse import parse

SLOW = "targets: {lambda: {timeout_seconds: 60}}\n"


def accepted(code: str, expires: str, blocks: str = SLOW) -> list[str]:
    accept = f"accept: [{{code: {code}, reason: it answers at once, expires: {expires}}}]\n"
    return [one.code for one in findings(with_blocks(f"{blocks}{accept}"))]


def test_what_all_environments_inherit_from_one_line_is_said_once() -> None:
    environments = "environments:\n" + "".join(
        f'  {name}: {{account: "111111111111", regions: [us-east-1]}}\n' for name in ("dev", "stage", "prod")
    )
    (found,) = findings(with_blocks(f"{SLOW}{environments}"))
    assert (found.code, found.primary.file) == ("PS210", FILE)


def test_two_overlays_of_one_wrong_value_are_two_findings() -> None:
    one = 'account: "111111111111", regions: [us-east-1], targets: {lambda: {timeout_seconds: 60}}'
    environments = f"environments:\n  dev: {{{one}}}\n  prod: {{{one}}}\n"
    found = findings(with_blocks(f"targets: {{lambda: {{}}}}\n{environments}"))
    assert [one.code for one in found] == ["PS210", "PS210"]
    assert len({one.primary.span for one in found}) == 2


def test_an_accepted_finding_is_left_out_to_its_last_day() -> None:
    assert accepted("PS210", AS_OF.isoformat()) == []
    assert accepted("PS210", "2026-11-22") == ["PS210", "PS261"]


def test_accepting_one_code_leaves_the_others() -> None:
    assert accepted("PS231", "2027-01-31") == ["PS210"]


def test_what_cannot_be_accepted_is_found_all_the_same() -> None:
    assert accepted("PS262", "2027-01-31", "targets: {lambda: {}}\n") == ["PS262"]


def test_the_day_is_the_callers() -> None:
    accept = "accept: [{code: PS210, reason: it answers at once, expires: 2030-01-01}]\n"
    text = with_blocks(f"{SLOW}{accept}")
    assert findings(text, date(2030, 1, 1)) == ()
    assert [one.code for one in findings(text, date(2030, 1, 2))] == ["PS210", "PS261"]


def test_a_findings_paths_become_places() -> None:
    tree, _ = parse(Source(FILE, "a:\n  b: 1\n  c: [2, 3]\n"))
    assert tree is not None
    finding = Finding(("a", "b"), "message", "label", (Related(("a", "c", 1), "there"),), "help")
    made = place(finding, "PS299", Severity.WARNING, tree)
    assert (made.code, made.severity, made.message, made.help) == ("PS299", Severity.WARNING, "message", "help")
    assert (made.primary.span, made.primary.text) == (Span(2, 6, 2, 7), "label")
    assert [(label.span, label.text) for label in made.related] == [(Span(3, 10, 3, 11), "there")]


def test_a_finding_may_point_at_the_key() -> None:
    tree, _ = parse(Source(FILE, "a:\n  b: 1\n"))
    assert tree is not None
    made = place(Finding(("a", "b"), "m", at_key=True), "PS299", Severity.ERROR, tree)
    assert made.primary.span == Span(2, 3, 2, 4)


def test_a_path_that_is_not_written_points_at_what_holds_it() -> None:
    tree, _ = parse(Source(FILE, "a:\n  b: {}\n"))
    assert tree is not None
    made = place(Finding(("a", "b", "c", "d"), "m"), "PS299", Severity.ERROR, tree)
    assert made.primary.span == Span(2, 6, 2, 8)
