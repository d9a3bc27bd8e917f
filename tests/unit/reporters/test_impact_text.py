"""How a change looks in a terminal."""

import pytest
from impacts import DEV, IMPACT

from podspec.model.drift import Drift, DriftKind
from podspec.model.impact import (
    Action,
    AttributeChange,
    Direction,
    FileImpact,
    Impact,
    PermissionChange,
    ResourceChange,
)
from podspec.model.report import Report
from podspec.reporters.impact_text import blocks, impact_lines
from podspec.reporters.style import Style
from podspec.reporters.text import report

NARROW = Style(width=80)
GOLDEN = """\
main → the working specs
6 resources REPLACED, 1 DESTROYED, 1 may be replaced, 2 updated in place, 1
  moved, 2 added
rights widened: 1, changed: 1, narrowed: 1
workflows widened: 1, changed: 1
cost -$20.10/month
1 note below
note: something is not known

Replaced or destroyed: 8
  -/+  module.network.aws_vpc.this  dev/us-east-1, prod/us-east-1
         cidr_block:  # forces replacement
           10.0.0.0/16 → 10.1.0.0/16  dev/us-east-1
           10.2.0.0/16 → 10.3.0.0/16  prod/us-east-1
  -/+  module.network.aws_subnet.private[0], [1]  dev/us-east-1, prod/us-east-1
         vpc_id ← module.network.aws_vpc.this
  -    aws_x.old  dev/us-east-1
  -/+? aws_x.odd  dev/us-east-1
         kind: a → b  # may force replacement

Rights widened: 1, changed: 1 (? cannot be told: read it as a gift)
  +    aws_iam_role.it  dev/us-east-1, prod/us-east-1
         s3:PutObject
         was: allow s3:GetObject on arn:aws:s3:::assets/*
         now: allow s3:GetObject, s3:PutObject on arn:aws:s3:::assets/*
  ?    aws_iam_role.it  dev/us-east-1
         conditions
         was: allow s3:GetObject on arn:aws:s3:::assets/*
         now: allow s3:GetObject on arn:aws:s3:::assets/* if Bool a:B true

Updated in place: 2
  ~    module.lambda.aws_lambda_function.this  dev/us-east-1, prod/us-east-1
         memory_size: 512 → 1024

Moved: 1
  ->   aws_x.now  dev/us-east-1
         from aws_x.then

Added: 2
  +    module.lambda.aws_sqs_queue.new  dev/us-east-1, prod/us-east-1

Rights narrowed: 1
  -    aws_iam_role.it  dev/us-east-1
         kms:Decrypt
         was: allow kms:Decrypt on *

Workflows widened: 1, changed: 1 (? cannot be told: read it as a gift)
  +    permission contents (check): read → write  web-ci.yml
  ?    action actions/checkout: aaa → bbb  web-ci.yml and 1 more

Cost a month, estimated
  dev lambda         $10.00 →      $22.40       +$12.40
  prod ec2                - →       $7.50        +$7.50
  prod network       $40.00 →           -       -$40.00
  total                                         -$20.10

Files: 1 added, 1 changed (+15 -3 lines)
  ~ generated/web/terraform/modules/network/main.tf  +3 -3
  + generated/web/docs/new.md  +12 -0"""


ADDRESS = 'module.observability.aws_cloudwatch_composite_alarm.rollback_of_a_rollout["lambda-prod-eu-west-1"]'
LONG = Impact(
    "main",
    "the working specs",
    (FileImpact(f"{DEV}/observability_of_everything_that_runs_here.tf", "changed", 1, 1),),
    (
        ResourceChange(
            DEV,
            ADDRESS,
            "aws_cloudwatch_composite_alarm",
            Action.REPLACE,
            (AttributeChange("alarm_rule", "x", "x", forces=True, because=ADDRESS),),
        ),
    ),
    (PermissionChange(DEV, ADDRESS, Direction.WIDENED, "s3:PutObject", "", f"allow s3:PutObject on {'x' * 90}"),),
    notes=(f"{DEV}: nobody can say what Terraform would do here",),
)
LONG_GOLDEN = """\
Replaced or destroyed: 1
  -/+  module.observability.aws_cloudwatch_composite_alarm.
         rollback_of_a_rollout["lambda-prod-eu-west-1"]
       dev/us-east-1
         alarm_rule ←
           module.observability.aws_cloudwatch_composite_alarm.
           rollback_of_a_rollout["lambda-prod-eu-west-1"]"""
LEFT_GOLDEN = """\
a → b
3 resources left behind

Left behind: 3
  Terraform destroys nothing of a root that is gone. It stays in AWS, and on the
    bill, whatever is said of cost here. Take it down first, while its files are
    there: its scripts/teardown.sh does it
  !    generated/web/terraform/environments/dev/us-east-1  3 resources"""


def _text(impact: Impact) -> str:
    return "\n".join(line.rstrip() for line in impact_lines(impact, NARROW))


def test_a_change_looks_like_this() -> None:
    assert _text(IMPACT) == GOLDEN


def test_no_change_is_two_lines() -> None:
    assert _text(Impact("HEAD", "the working specs")) == "HEAD → the working specs\nnothing changes"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_line_fits_into_a_terminal(width: int) -> None:
    said = "\n".join(impact_lines(LONG, Style(width=width)))
    assert [line for line in said.splitlines() if len(line) > width] == []
    assert ADDRESS in "".join(said.split())


def test_a_long_address_goes_on_below_and_keeps_its_column() -> None:
    assert LONG_GOLDEN in _text(LONG)


def test_a_root_that_is_gone_is_counted_and_said_to_stay() -> None:
    roots = [ResourceChange(DEV, f"aws_x.a{at}", "aws_x", Action.LEAVE) for at in range(3)]
    assert _text(Impact("a", "b", resources=tuple(roots))) == LEFT_GOLDEN


def test_colour_changes_nothing_but_colour() -> None:
    import re

    painted = "\n".join(impact_lines(IMPACT, Style(colour=True, width=80)))
    assert "\x1b[1;31m-/+" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted).split() == GOLDEN.split()


def test_what_comes_from_files_is_not_obeyed() -> None:
    evil = "x\x1b[2J\n::error::y"
    change = ResourceChange("r", evil, evil, Action.UPDATE)
    said = _text(Impact(evil, evil, (FileImpact(evil, "added", 1, 0),), (change,), notes=(evil,)))
    assert "\x1b" not in said
    assert not [line for line in said.splitlines() if line.lstrip().startswith("::")]


def test_very_many_changes_are_counted() -> None:
    updates = tuple(ResourceChange("r", f"aws_x.a{at}", "aws_x", Action.UPDATE) for at in range(500))
    added = tuple(ResourceChange("r", f"aws_x.n{at}", "aws_x", Action.ADD) for at in range(500))
    said = _text(Impact("a", "b", resources=updates + added))
    assert "… 470 more" in said
    assert "+  500 aws_x" in said
    assert len(said.splitlines()) < 60


@pytest.mark.parametrize("title", ["Replaced or destroyed", "Rights widened", "Cost"])
def test_what_nobody_may_overlook_is_marked(title: str) -> None:
    assert [block.is_urgent for block in blocks(IMPACT, Style()) if block.title.startswith(title)] == [True]


def test_drifts_are_one_line_behind_a_change() -> None:
    drifts = (Drift(DriftKind.STALE, "a", "b"), Drift(DriftKind.STALE, "c", "d"))
    said = report(Report("diff", (), drifts=drifts, impact=IMPACT), Style())
    assert said.endswith("2 files are not rendered yet: podspec render\n\n")
    assert "stale[" not in said
