"""A change that has something of everything."""

from podspec.model.cost import CostChange
from podspec.model.impact import (
    Action,
    AttributeChange,
    Direction,
    FileImpact,
    Impact,
    PermissionChange,
    ResourceChange,
    WorkflowChange,
)

DEV = "generated/web/terraform/environments/dev/us-east-1"
PROD = "generated/web/terraform/environments/prod/us-east-1"
VPC = "module.network.aws_vpc.this"
SUBNET = "module.network.aws_subnet.private"
FUNCTION = "module.lambda.aws_lambda_function.this"


def _in_both(address: str, action: Action, *attributes: AttributeChange) -> list[ResourceChange]:
    kind = address.split(".")[-2]
    return [ResourceChange(root, address, kind, action, attributes) for root in (DEV, PROD)]


def _network(key: int) -> list[ResourceChange]:
    follows = AttributeChange("vpc_id", f"{VPC}.id", f"{VPC}.id", forces=True, because=VPC)
    return _in_both(f"{SUBNET}[{key}]", Action.REPLACE, follows)


RESOURCES = (
    ResourceChange(
        DEV,
        VPC,
        "aws_vpc",
        Action.REPLACE,
        (AttributeChange("cidr_block", "10.0.0.0/16", "10.1.0.0/16", forces=True),),
    ),
    ResourceChange(
        PROD,
        VPC,
        "aws_vpc",
        Action.REPLACE,
        (AttributeChange("cidr_block", "10.2.0.0/16", "10.3.0.0/16", forces=True),),
    ),
    *_network(0),
    *_network(1),
    ResourceChange(
        DEV, "aws_x.odd", "aws_x", Action.MAY_REPLACE, (AttributeChange("kind", "a", "b", forces=None),)
    ),
    ResourceChange(DEV, "aws_x.old", "aws_x", Action.DESTROY),
    *_in_both(FUNCTION, Action.UPDATE, AttributeChange("memory_size", "512", "1024")),
    ResourceChange(DEV, "aws_x.now", "aws_x", Action.MOVE, (), "aws_x.then"),
    *_in_both("module.lambda.aws_sqs_queue.new", Action.ADD),
)
OLD = "allow s3:GetObject on arn:aws:s3:::assets/*"
NEW = "allow s3:GetObject, s3:PutObject on arn:aws:s3:::assets/*"
PERMISSIONS = (
    PermissionChange(DEV, "aws_iam_role.it", Direction.WIDENED, "s3:PutObject", OLD, NEW),
    PermissionChange(PROD, "aws_iam_role.it", Direction.WIDENED, "s3:PutObject", OLD, NEW),
    PermissionChange(DEV, "aws_iam_role.it", Direction.CHANGED, "conditions", OLD, f"{OLD} if Bool a:B true"),
    PermissionChange(DEV, "aws_iam_role.it", Direction.NARROWED, "kms:Decrypt", "allow kms:Decrypt on *", ""),
)
WORKFLOWS = (
    WorkflowChange(
        ".github/workflows/web-ci.yml", Direction.WIDENED, "permission contents (check)", "read", "write"
    ),
    WorkflowChange(".github/workflows/web-ci.yml", Direction.CHANGED, "action actions/checkout", "aaa", "bbb"),
    WorkflowChange(
        ".github/workflows/web-release.yml", Direction.CHANGED, "action actions/checkout", "aaa", "bbb"
    ),
)
COSTS = (
    CostChange("dev", "lambda", 10.0, 22.4, "web"),
    CostChange("prod", "ec2", None, 7.5, "web"),
    CostChange("prod", "network", 40.0, None, "web"),
)
FILES = (
    FileImpact("generated/web/terraform/modules/network/main.tf", "changed", 3, 3),
    FileImpact("generated/web/docs/new.md", "added", 12, 0),
)
IMPACT = Impact(
    "main", "the working specs", FILES, RESOURCES, PERMISSIONS, WORKFLOWS, COSTS, ("something is not known",)
)
