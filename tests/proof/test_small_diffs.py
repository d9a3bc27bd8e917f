"""A change of one field changes a line or two wherever the field is used, and nothing else."""

from __future__ import annotations

import re

import pytest
from small_diffs import CHANGES, PAGE, WIDER, change, page

from podspec.model.fields import fields

# Lines of one file that an ordinary change of one field may change.
ORDINARY = 3
# The same of a page or a picture: at most a sum, a reason and a total in each region of each environment.
PAGE_LINES = 12
# Fields without a change of their own, and why.
LEFT_OUT = {
    "version": "there is one version",
    "container.architecture": "the instance type has to change with it",
    "targets.lambda.provisioned_concurrency": "both environments overlay it",
    "targets.ec2.purchase": "an environment with approval refuses spot, so dev alone changes",
    "output.directory": "every file moves, and none changes",
    "supply_chain.scan.waivers[]": "a waiver is changed as a whole",
    "cost.assumptions": "the page about cost alone depends on it, and all its sums",
    "environments.<name>.cost.assumptions": "the same",
    "accept": "it is about findings, and not about the output",
    "eject": "it takes whole files out of the output",
    "override": "it changes the attribute that it names",
    "secrets.<name>.rotation.lambda_arn": "a function lies in one account, so prod alone changes",
    "environments.<name>.network.vpc_id": "a network that exists is another kind of network",
    "environments.<name>.network.public_subnets": "the same",
    "environments.<name>.network.private_subnets": "the same",
    "environments.<name>.container.secrets": "an overlay gives what the base gives",
    "environments.<name>.secrets.<name>.description": "the same",
    "environments.<name>.observability": "the same, but for one field that shows it",
}


def _field(place: str) -> str:
    """The field that a place of the full spec belongs to."""
    place = re.sub(r"^environments\.(dev|prod)", "environments.<name>", place)
    return re.sub(r"secrets\.api-token", "secrets.<name>", place)


def _is_covered(field: str) -> bool:
    changed = {_field(place) for place in CHANGES}
    return any(one == field or one.startswith(f"{field}.") for one in changed)


def test_every_field_is_changed_or_left_out_for_a_reason() -> None:
    paths = list(fields())
    leaves = [path for path in paths if not any(other.startswith((f"{path}.", f"{path}[")) for other in paths)]
    left = [path for path in leaves if not _is_covered(path) and not path.startswith(tuple(LEFT_OUT))]
    assert not left


@pytest.mark.parametrize("field", CHANGES)
def test_a_change_of_one_field_is_a_line_or_two_in_each_file(field: str) -> None:
    widest = change(field, CHANGES[field]).widest
    assert (field in WIDER) == (widest > ORDINARY), widest


@pytest.mark.parametrize("field", sorted(CHANGES.keys() - WIDER.keys()))
def test_a_page_changes_only_where_it_says_the_field(field: str) -> None:
    assert change(field, CHANGES[field]).widest_page <= PAGE_LINES


def test_the_page_says_what_is_so() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python tests/small_diffs.py`"
