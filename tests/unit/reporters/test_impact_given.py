"""Rights and workflows, as a terminal shows them."""

from impacts import DEV

from podspec.model.impact import Direction, Impact, PermissionChange, WorkflowChange
from podspec.reporters.impact_given import rights, workflows
from podspec.reporters.style import Style

STYLE = Style(width=500)
TRUST = "allow s3:GetObject on x if StringEquals token:sub repo:acme/web:environment:prod"


def _rights(*found: tuple[Direction, str, str, str]) -> str:
    changes = tuple(PermissionChange(DEV, holder, one, "conditions", old, new) for one, holder, old, new in found)
    return "\n".join(rights(Impact("a", "b", permissions=changes), "Rights", tuple(Direction), STYLE).lines)


def _workflow(subject: str, old: str, new: str, direction: Direction = Direction.WIDENED) -> str:
    change = WorkflowChange("w.yml", direction, subject, old, new)
    return "\n".join(workflows(Impact("a", "b", workflows=(change,)), Style(width=80)).lines)


def test_a_right_that_is_given_is_shown_to_its_end() -> None:
    old = TRUST.replace("on x", f"on {'x' * 150}")
    new = old.replace("StringEquals", "StringLike").replace("web:environment:prod", "*")
    said = _rights((Direction.CHANGED, "aws_iam_role.it (trust)", old, new))
    assert f"was: {old}" in said
    assert f"now: {new}" in said


def test_the_greatest_gift_is_not_hidden_behind_many_small_ones() -> None:
    small = [(Direction.WIDENED, f"aws_iam_role.a{at}", TRUST, f"{TRUST}{at}") for at in range(40)]
    great = (Direction.WIDENED, "aws_iam_role.z", "", "allow iam:* on *")
    said = _rights(*small, great)
    assert "iam:*" in said.split("\n")[2]
    assert "… 21 more" in said


def test_the_title_counts_and_warns_of_what_cannot_be_told() -> None:
    change = WorkflowChange("w.yml", Direction.CHANGED, "steps or jobs (x)", "", "other than before")
    block = workflows(Impact("a", "b", workflows=(change,)), STYLE)
    assert block.title == "Workflows changed: 1 (? cannot be told: read it as a gift)"
    assert block.is_urgent


def test_workflows_that_only_lose_something_may_be_folded() -> None:
    change = WorkflowChange("w.yml", Direction.NARROWED, "secret X", "used", "")
    assert not workflows(Impact("a", "b", workflows=(change,)), STYLE).is_urgent


def test_what_a_workflow_lost_is_gone() -> None:
    assert "+    approval (deploy) gone: alice  w.yml" in _workflow("approval (deploy)", "alice", "")


def test_a_long_trigger_shows_all_of_what_it_was_and_is() -> None:
    old, new = f"old{'x' * 200}", f"new{'x' * 200}"
    assert _workflow("trigger push", old, new).split("\n")[-2:] == [f"         was: {old}", f"         now: {new}"]
