"""A resource can be asked for what its block sets; all else is a reference to it."""

from terraform_trees import read

from podspec.impact.hcl.values import Expression, Reference


def test_what_a_block_sets_is_known_and_the_rest_refers_to_it() -> None:
    found = read("""
    resource "aws_a" "one" {
      name = "n"
      nothing = null
      rule {
        port = 80
      }
    }
    resource "aws_b" "two" {
      name    = aws_a.one.name
      arn     = aws_a.one.arn
      nothing = aws_a.one.nothing
      port    = aws_a.one.rule[0].port
      id      = aws_a.one.rule[0].id
      whole   = aws_a.one
    }
    """)["aws_b.two"].attributes
    assert found == {
        "name": "n",
        "arn": Expression("aws_a.one.arn"),
        "nothing": Expression("aws_a.one.nothing"),
        "port": 80,
        "id": Expression("aws_a.one.rule[0].id"),
        "whole": Expression("aws_a.one"),
    }
    arn = found["arn"]
    assert isinstance(arn, Expression)
    assert arn.references == (Reference("aws_a.one", "arn"),)


def test_what_terraform_leaves_alone_is_not_known() -> None:
    found = read("""
    resource "aws_a" "one" {
      image = "set"
      lifecycle {
        ignore_changes = [image]
      }
    }
    resource "aws_b" "two" {
      image = aws_a.one.image
    }
    """)
    assert found["aws_b.two"].attributes == {"image": Expression("aws_a.one.image")}
    assert found["aws_a.one"].lifecycle.ignored == ("image",)


def test_a_lifecycle_is_read() -> None:
    lifecycle = read("""
    resource "aws_a" "one" {
      count = 2
    }
    resource "aws_b" "two" {
      lifecycle {
        create_before_destroy = true
        prevent_destroy       = true
        replace_triggered_by  = [aws_a.one[0].arn, aws_a.one]
      }
    }
    """)["aws_b.two"].lifecycle
    assert lifecycle.creates_first
    assert lifecycle.is_protected
    whole = [Reference("aws_a.one[0]", ""), Reference("aws_a.one[1]", "")]
    assert lifecycle.triggers == (Reference("aws_a.one[0]", "arn"), *whole)


def test_a_data_source_waits_for_what_it_names_itself() -> None:
    found = read("""
    locals {
      far = aws_c.three.arn
    }
    resource "aws_a" "one" {}
    resource "aws_b" "two" {}
    resource "aws_c" "three" {}
    data "aws_d" "four" {
      a          = [aws_a.one.arn, local.far]
      depends_on = [aws_b.two]
    }
    """)
    assert set(found["data.aws_d.four"].waits_for) == {"aws_a.one", "aws_b.two"}
    assert found["aws_a.one"].waits_for == ()
