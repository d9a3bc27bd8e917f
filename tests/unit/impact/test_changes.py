"""Two trees, and what an apply would do."""

import pytest
from terraform_trees import PROVIDER, ROOT, changed, tree

from podspec.impact.changes import changes
from podspec.impact.hcl.syntax import HclError
from podspec.model.impact import Action, AttributeChange

BUCKET = 'resource "aws_s3_bucket" "b" {\n bucket = "one"\n}\n'


def test_resources_come_and_go() -> None:
    found = changed(BUCKET, BUCKET.replace('"b"', '"c"'))
    assert {address: one.action for address, one in found.items()} == {
        "aws_s3_bucket.b": Action.DESTROY,
        "aws_s3_bucket.c": Action.ADD,
    }


def test_a_change_has_its_attributes_old_and_new() -> None:
    (found,) = changed(BUCKET, BUCKET.replace("one", "two")).values()
    assert (found.root, found.type, found.action) == (ROOT, "aws_s3_bucket", Action.REPLACE)
    assert found.attributes == (AttributeChange("bucket", '"one"', '"two"', forces=True),)


def test_what_protects_a_resource_is_said() -> None:
    guarded = BUCKET.replace("}", " lifecycle {\n prevent_destroy = true\n create_before_destroy = true\n }\n}")
    (found,) = changed(guarded, guarded.replace("one", "two")).values()
    assert found.is_protected
    assert found.creates_first


@pytest.mark.parametrize("text", [BUCKET, PROVIDER + BUCKET, "", 'data "aws_region" "r" {}\n'])
def test_nothing_changes_where_nothing_is_changed(text: str) -> None:
    assert changed(text, text) == {}
    assert changed(text, text + "\n# a comment\n") == {}


def test_default_tags_are_tags_of_every_resource_that_has_tags() -> None:
    before = PROVIDER + BUCKET + 'resource "aws_s3_bucket_policy" "p" {\n bucket = "one"\n}\n'
    (found,) = changed(before, before.replace('"platform"', '"others"')).values()
    assert found.address == "aws_s3_bucket.b"
    assert found.attributes == (AttributeChange("tags.Owner", '"platform"', '"others"'),)


def test_a_tag_of_its_own_hides_a_default_one() -> None:
    before = PROVIDER + BUCKET.replace("}", ' tags = { Owner = "me" }\n}')
    assert changed(before, before.replace('"platform"', '"others"')) == {}


def test_another_region_of_the_provider_replaces_all_that_lies_in_it() -> None:
    before = PROVIDER + BUCKET + 'resource "aws_iam_role" "r" {\n name = "r"\n}\n'
    found = changed(before, before.replace("eu-west-1", "us-east-1"))
    assert {address: one.action for address, one in found.items()} == {"aws_s3_bucket.b": Action.REPLACE}


def test_a_root_that_is_new_is_all_additions_and_one_that_is_gone_all_destroyed() -> None:
    assert [one.action for one in changes({}, tree(BUCKET), ROOT)] == [Action.ADD]
    assert [one.action for one in changes(tree(BUCKET), {}, ROOT)] == [Action.DESTROY]


def test_what_is_no_hcl_is_refused_with_its_place() -> None:
    with pytest.raises(HclError, match=r"live/main\.tf:2"):
        changes(tree(BUCKET), {f"{ROOT}/main.tf": b"a = 1\nb =\n"}, ROOT)
