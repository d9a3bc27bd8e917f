"""A root's provider says where it works, and the data sources that only repeat it are known."""

from terraform_trees import PROVIDER, read

from podspec.impact.facts import Provider, provider_of

DATA = """
data "aws_region" "here" {}
data "aws_caller_identity" "me" {}
data "aws_partition" "all" {}
data "aws_default_tags" "ours" {}
locals {
  place = "${data.aws_region.here.region}:${data.aws_caller_identity.me.account_id}"
}
resource "aws_x" "y" {
  arn  = "arn:${data.aws_partition.all.partition}:s3:${local.place}:a"
  tags = data.aws_default_tags.ours.tags
}
"""


def test_region_account_partition_and_tags_are_those_of_the_provider() -> None:
    found = read(PROVIDER + DATA)["aws_x.y"].attributes
    assert found == {"arn": "arn:aws:s3:eu-west-1:111111111111:a", "tags": {"Owner": "platform"}}


def test_without_a_provider_they_are_not_known() -> None:
    assert "${data.aws_region.here.region}" in str(read(DATA)["aws_x.y"].attributes["arn"])


def test_two_providers_that_disagree_say_nothing() -> None:
    one, two = {"region": "eu-west-1"}, {"region": "us-east-1"}
    assert provider_of([dict(one), dict(two)]) == Provider() == provider_of([])
    assert provider_of([dict(one), dict(one)]).region == "eu-west-1"


def test_the_records_of_a_certificate_are_known_by_name() -> None:
    found = read("""
    resource "aws_acm_certificate" "this" {
      domain_name               = "a.example.com"
      subject_alternative_names = ["b.example.com"]
    }
    resource "aws_route53_record" "proof" {
      for_each = { for one in aws_acm_certificate.this.domain_validation_options : one.domain_name => one }
      name     = each.value.resource_record_name
    }
    """)
    name = found['aws_route53_record.proof["b.example.com"]'].attributes["name"]
    assert repr(name).startswith("Expression('aws_acm_certificate.this.domain_validation_options")
    assert "domain_validation_options" not in found["aws_acm_certificate.this"].attributes
