"""How a change looks in a comment of a pull request."""

from hypothesis import given
from hypothesis import strategies as st
from impacts import IMPACT

from podspec.model.impact import Action, Direction, Impact, PermissionChange, ResourceChange
from podspec.model.report import Report
from podspec.reporters.comment import report
from podspec.reporters.impact_markdown import sections
from podspec.reporters.style import Style


def _sections(impact: Impact) -> list[str]:
    return sections(Report("diff", (), impact=impact))


def test_the_verdict_comes_first_and_what_hurts_stands_open() -> None:
    verdict, note, losses, rights, *others = _sections(IMPACT)
    assert verdict.startswith("⚠️ **6 resources REPLACED, 1 DESTROYED")
    assert note == "- note: `something is not known`"
    assert losses.startswith("**Replaced or destroyed: 8**\n\n```text\n")
    assert rights.startswith("**Rights widened: 1, changed: 1")
    folded = [one for one in others if one.startswith("<details>")]
    heads = [one.partition("</summary>")[0].removeprefix("<details><summary>") for one in folded]
    kinds = [head.partition(":")[0] for head in heads]
    assert kinds == ["Updated in place", "Moved", "Added", "Rights narrowed", "Files"]


def test_a_run_that_compares_nothing_has_no_sections() -> None:
    assert sections(Report("check", ())) == []


def test_what_gives_and_takes_nothing_is_green() -> None:
    assert _sections(Impact("a", "b"))[0] == "✅ **nothing changes** (`a` → `b`)"


def test_a_long_list_shows_its_beginning_and_folds_the_rest() -> None:
    many = tuple(ResourceChange("r", f"aws_x.a{at:02}", "aws_x", Action.DESTROY) for at in range(29))
    (losses,) = _sections(Impact("a", "b", resources=many))[1:]
    assert "<details><summary>all of it</summary>" in losses
    assert losses.count("aws_x.a05") == 2
    assert losses.count("aws_x.a28") == 1


@given(st.text(max_size=30))
def test_nothing_that_comes_from_files_ends_its_fence(text: str) -> None:
    evil = f"```{text}````\n</details>"
    resources = (ResourceChange("r", evil, "aws_x", Action.DESTROY),)
    rights = (PermissionChange("r", evil, Direction.WIDENED, evil, "", evil),)
    for piece in _sections(Impact("a", "b", resources=resources, permissions=rights))[1:]:
        opening = piece.split("\n\n", 1)[1].split("\n")[0].removesuffix("text")
        assert piece.count(f"\n{opening}") == 2
        assert len(opening) > 4


def test_the_comment_of_a_huge_change_is_within_githubs_limit() -> None:
    many = tuple(
        ResourceChange("r", f"aws_{kind}.a{at}" + "x" * 300, f"aws_{kind}", action)
        for at in range(1_000)
        for kind, action in (("x", Action.DESTROY), ("y", Action.UPDATE), ("z", Action.ADD))
    )
    page = report(Report("diff", (), impact=Impact("a", "b", resources=many)), Style())
    assert "1,000 resources DESTROYED" in page
    assert len(page) < 65_536
