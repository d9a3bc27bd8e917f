"""A replacement brings others with it, and data sources are read anew."""

from terraform_trees import changed

from podspec.model.impact import Action

NETWORK = """
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_security_group" "group" {
  vpc_id = aws_vpc.this.id
}
resource "aws_launch_template" "hosts" {
  image_id               = "ami-1"
  vpc_security_group_ids = [aws_security_group.group.id]
}
resource "aws_autoscaling_group" "hosts" {
  launch_template {
    id      = aws_launch_template.hosts.id
    version = aws_launch_template.hosts.latest_version
  }
}
"""


def test_a_replacement_goes_as_far_as_references_lead() -> None:
    found = changed(NETWORK, NETWORK.replace("10.0.", "10.1."))
    assert {address: one.action for address, one in found.items()} == {
        "aws_vpc.this": Action.REPLACE,
        "aws_security_group.group": Action.REPLACE,
        "aws_launch_template.hosts": Action.UPDATE,
        "aws_autoscaling_group.hosts": Action.UPDATE,
    }
    (reason,) = found["aws_security_group.group"].attributes
    assert (reason.path, reason.forces, reason.because) == ("vpc_id", True, "aws_vpc.this")


def test_an_update_gives_new_values_only_where_it_is_known_to() -> None:
    found = changed(NETWORK, NETWORK.replace("ami-1", "ami-2"))
    assert [one.path for one in found["aws_autoscaling_group.hosts"].attributes] == ["launch_template[0].version"]


def test_what_nobody_knows_may_replace() -> None:
    before = (
        'resource "aws_new_thing" "a" {\n x = 1\n}\nresource "aws_subnet" "s" {\n vpc_id = aws_new_thing.a.id\n}\n'
    )
    found = changed(before, before.replace("= 1", "= 2"))
    assert {one.action for one in found.values()} == {Action.MAY_REPLACE}
    assert [one.forces for one in found["aws_subnet.s"].attributes] == [None]


def test_another_expression_for_a_forcing_argument_may_replace() -> None:
    before = 'variable "a" {}\nvariable "b" {}\nresource "aws_vpc" "v" {\n cidr_block = var.a\n}\n'
    found = changed(before, before.replace("var.a", "var.b"))
    assert found["aws_vpc.v"].action is Action.MAY_REPLACE


def test_a_data_source_waits_for_what_changes() -> None:
    before = """
    resource "aws_iam_role" "r" {
      name                 = "r"
      max_session_duration = 3600
    }
    data "aws_iam_policy_document" "d" {
      statement {
        resources = [aws_iam_role.r.arn]
      }
    }
    resource "aws_iam_policy" "p" {
      policy = data.aws_iam_policy_document.d.json
    }
    """
    found = changed(before, before.replace("3600", "7200"))
    assert {address: one.action for address, one in found.items()} == {
        "aws_iam_role.r": Action.UPDATE,
        "aws_iam_policy.p": Action.UPDATE,
    }


def test_a_policy_in_another_order_is_the_same_policy() -> None:
    before = 'data "aws_iam_policy_document" "d" {\n statement {\n actions = ["a:A", "b:B"]\n}\n}\n'
    before += 'resource "aws_iam_policy" "p" {\n policy = data.aws_iam_policy_document.d.json\n}\n'
    assert changed(before, before.replace('"a:A", "b:B"', '"b:B", "a:A", "a:A"')) == {}
    assert changed(before, before.replace('"a:A", ', "")).keys() == {"aws_iam_policy.p"}


def test_what_terraform_leaves_alone_does_not_change() -> None:
    ignored = " lifecycle {\n  ignore_changes = [image_uri, environment[0].variables]\n }\n"
    before = 'resource "aws_lambda_function" "f" {\n image_uri = "a"\n environment {\n variables = { A = 1 }\n }\n'
    before += f"{ignored}}}\n"
    assert changed(before, before.replace('"a"', '"b"').replace("A = 1", "A = 2")) == {}
    assert changed(before, before.replace(ignored, "").replace('"a"', '"b"')).keys() == {"aws_lambda_function.f"}


def test_a_trigger_replaces() -> None:
    before = (
        'resource "aws_iam_role" "r" {\n max_session_duration = 1\n}\nresource "aws_vpc" "v" {\n lifecycle {\n'
    )
    before += "  replace_triggered_by = [aws_iam_role.r]\n }\n}\n"
    found = changed(before, before.replace("= 1", "= 2"))["aws_vpc.v"]
    assert (found.action, found.attributes[0].because) == (Action.REPLACE, "aws_iam_role.r")
    other = before.replace("[aws_iam_role.r]", "[aws_iam_role.r.name]")
    assert "aws_vpc.v" not in changed(other, other.replace("= 1", "= 2"))


def test_an_argument_that_aws_fills_in_stays_when_it_is_taken_away() -> None:
    before = 'resource "aws_subnet" "s" {\n cidr_block = "10.0.0.0/24"\n availability_zone = "eu-west-1a"\n}\n'
    assert changed(before, before.replace(' availability_zone = "eu-west-1a"\n', "")) == {}


def test_new_blocks_replace_if_anything_in_them_does() -> None:
    before = 'resource "aws_acm_certificate" "c" {\n domain_name = "a.example.com"\n}\n'
    found = changed(before, before.replace("a.ex", "b.ex"))
    assert found["aws_acm_certificate.c"].action is Action.REPLACE
