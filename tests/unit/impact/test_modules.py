"""Modules: variables, locals, outputs, count and for_each, and circles."""

from terraform_trees import ROOT, module, read, tree

from podspec.impact.hcl.values import Expression, settled
from podspec.impact.modules import Module, Place
from podspec.impact.resources import resources
from podspec.impact.tree import Tree

CALL = """
module "m" {
  source = "../mod"
  name   = "n"
  rule   = { port = "80" }
}
output "all" {
  value = module.m
}
"""
MOD = """
variable "name" {
  type = string
}
variable "rule" {
  type    = object({ port = number, path = optional(string, "/") })
  default = null
}
variable "size" {
  type     = number
  default  = 3
  nullable = false
}
variable "missing" {}
locals {
  full = "${var.name}-${local.end}"
  end  = var.size
}
resource "aws_a" "this" {
  name    = local.full
  rule    = var.rule
  missing = var.missing
}
output "name" {
  value = local.full
}
output "arn" {
  value = aws_a.this.arn
}
"""


def test_values_go_down_by_variables_and_come_up_by_outputs() -> None:
    found = read(CALL, mod=MOD)["module.m.aws_a.this"].attributes
    missing = Expression("module.m.var.missing")
    assert found == {"name": "n-3", "rule": {"port": 80, "path": "/"}, "missing": missing}
    called = module(CALL, mod=MOD).output("all")
    assert settled(called) == {"name": "n-3", "arn": Expression("module.m.aws_a.this.arn")}


def test_resources_and_modules_may_be_several() -> None:
    found = read(
        """
        resource "aws_a" "list" {
          count = 2
          name  = "a${count.index}"
        }
        resource "aws_a" "map" {
          for_each = toset(["y", "x"])
          name     = each.key
        }
        module "m" {
          for_each = { k = "v" }
          source   = "../mod"
          name     = each.value
        }
        resource "aws_b" "all" {
          names = concat(aws_a.list[*].name, values(aws_a.map)[*].name, [module.m["k"].name])
          arns  = [for key, one in aws_a.map : one.arn]
        }
        """,
        mod='variable "name" {}\nresource "aws_c" "this" {}\noutput "name" {\n value = var.name\n}\n',
    )
    assert {"aws_a.list[1]", 'aws_a.map["x"]', 'module.m["k"].aws_c.this'} <= found.keys()
    assert found["aws_b.all"].attributes == {
        "names": ["a0", "a1", "x", "y", "v"],
        "arns": [Expression('aws_a.map["x"].arn'), Expression('aws_a.map["y"].arn')],
    }


def test_of_an_unknown_number_one_stands_for_all() -> None:
    found = read('variable "n" {}\nresource "aws_a" "a" {\n count = var.n\n name = "x"\n}\n')
    assert found["aws_a.a[*]"].attributes == {"name": "x"}


def test_what_goes_in_a_circle_is_quoted() -> None:
    found = read('locals {\n a = local.b\n b = local.a\n}\nresource "aws_a" "a" {\n x = local.a\n}\n')
    assert found["aws_a.a"].attributes == {"x": Expression("local.a")}


def test_modules_that_call_each_other_for_ever_come_to_an_end() -> None:
    found = read('module "m" {\n source = "../mod"\n}\n', mod='module "m" {\n source = "../mod"\n}\n')
    assert [one.type for one in found.values()] == ["module"]


def test_a_module_from_elsewhere_stands_for_all_that_is_in_it() -> None:
    found = read(
        'module "m" {\n source = "hashicorp/x/aws"\n size = 3\n}\nresource "aws_a" "a" {\n x = module.m.y\n}\n'
    )
    assert found["module.m"].attributes["size"] == 3
    assert found["aws_a.a"].attributes == {"x": Expression("module.m.y")}


def test_a_path_is_relative_to_the_root_as_terraform_has_it() -> None:
    text = 'resource "aws_a" "a" {\n x = path.module\n y = file("${path.module}/f.txt")\n z = path.root\n}\n'
    files = tree('module "m" {\n source = "../mod"\n}\n', mod=text) | {"mod/f.txt": b"hi"}
    assert resources(files, ROOT)["module.m.aws_a.a"].attributes == {"x": "../mod", "y": "hi", "z": "."}
    assert Module(Tree(files), Place(ROOT, ROOT)).outputs() == []
