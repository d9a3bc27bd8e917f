"""An environment on both targets in several regions, in moto, as rollouts leave it: what serves, and what remains.

Terraform and rollouts are not played here: this puts their results where the scripts look for them.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from scripts.cloud import ACCOUNT, Cloud

REPOSITORY = "podspec/podinfo/image"
_TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
_ROLE = f"arn:aws:iam::{ACCOUNT}:role/any"


def manifest_of(name: str) -> str:
    """A manifest like no other."""
    kind = "application/vnd.oci.image.manifest.v1+json"
    config = {
        "mediaType": "application/vnd.oci.image.config.v1+json",
        "size": 1,
        "digest": f"sha256:{ord(name):064x}",
    }
    return json.dumps({"schemaVersion": 2, "mediaType": kind, "config": config, "layers": []})


class Town:
    """One environment: for each region a function, an alias, hosts' groups, a listener, a state machine."""

    def __init__(self, cloud: Cloud, environment: str, regions: list[str]) -> None:
        self.cloud, self.environment, self.regions = cloud, environment, regions
        self.name, self.path = f"podinfo-{environment}", f"/podspec/podinfo/{environment}"
        self.images = {one: f"sha256:{sha256(manifest_of(one).encode()).hexdigest()}" for one in "ABC"}
        self._listeners: dict[str, tuple[str, list[str]]] = {}
        for region in regions:
            self._push(region)
            self._make(region)

    def _push(self, region: str) -> None:
        registry = self.cloud.client("ecr", region)
        if not registry.describe_repositories()["repositories"]:
            registry.create_repository(repositoryName=REPOSITORY)
            for one, digest in self.images.items():
                registry.put_image(
                    repositoryName=REPOSITORY, imageManifest=manifest_of(one), imageDigest=digest, imageTag=one
                )

    def _make(self, region: str) -> None:
        self._make_lambda(region)
        self._make_hosts(region)
        machine = f"{self.name}-ec2-rollout"
        definition = json.dumps(
            {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 900, "End": True}}}
        )
        states = self.cloud.client("stepfunctions", region)
        made = states.create_state_machine(name=machine, definition=definition, roleArn=_ROLE)
        self.machine = made["stateMachineArn"]
        self.cloud.client("dynamodb", region).create_table(
            TableName=machine,
            KeySchema=[{"AttributeName": "Id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "Id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )

    def _make_lambda(self, region: str) -> None:
        roles = self.cloud.client("iam")
        if not roles.list_roles()["Roles"]:
            roles.create_role(RoleName="any", AssumeRolePolicyDocument=_TRUST)
        functions = self.cloud.client("lambda", region)
        image = f"{ACCOUNT}.dkr.ecr.{region}.amazonaws.com/{REPOSITORY}@{self.images['A']}"
        functions.create_function(
            FunctionName=self.name, Role=_ROLE, PackageType="Image", Code={"ImageUri": image}, Publish=True
        )
        functions.create_alias(FunctionName=self.name, Name="live", FunctionVersion="1")
        deployments = self.cloud.client("codedeploy", region)
        application = f"{self.name}-lambda"
        deployments.create_application(applicationName=application, computePlatform="Lambda")
        deployments.create_deployment_group(
            applicationName=application, deploymentGroupName="live", serviceRoleArn=_ROLE
        )
        tags = {"Service": "podinfo", "Environment": self.environment}
        self.cloud.client("apigatewayv2", region).create_api(Name=self.name, ProtocolType="HTTP", Tags=tags)

    def _make_hosts(self, region: str) -> None:
        network = self.cloud.client("ec2", region)
        subnets = [one["SubnetId"] for one in network.describe_subnets()["Subnets"][:2]]
        balancing = self.cloud.client("elbv2", region)
        balancer = balancing.create_load_balancer(Name=self.name, Subnets=subnets)["LoadBalancers"][0]
        vpc = balancer["VpcId"]
        groups = [
            balancing.create_target_group(Name=f"{self.name}-{colour}", Protocol="HTTP", Port=8080, VpcId=vpc)
            for colour in ("blue", "green")
        ]
        arns = [one["TargetGroups"][0]["TargetGroupArn"] for one in groups]
        listener = balancing.create_listener(
            LoadBalancerArn=balancer["LoadBalancerArn"],
            Protocol="HTTP",
            Port=80,
            DefaultActions=[_forward(arns, 100, 0)],
        )["Listeners"][0]["ListenerArn"]
        self._listeners[region] = listener, arns
        scaling = self.cloud.client("autoscaling", region)
        scaling.create_launch_configuration(
            LaunchConfigurationName="any", ImageId="ami-1", InstanceType="t4g.small"
        )
        for colour in ("blue", "green"):
            scaling.create_auto_scaling_group(
                AutoScalingGroupName=f"{self.name}-{colour}",
                LaunchConfigurationName="any",
                MinSize=0,
                MaxSize=9,
                DesiredCapacity=0,
                VPCZoneIdentifier=",".join(subnets),
            )

    def _write(self, region: str, name: str, value: str) -> None:
        parameters = self.cloud.client("ssm", region)
        parameters.put_parameter(Name=f"{self.path}/{name}", Value=value, Type="String", Overwrite=True)

    # -- what a rollout does ------------------------------------------------------------------------------------

    def settle(self, image: str) -> None:
        """Let all places serve an image, with nothing left over."""
        for region in self.regions:
            self.serve_on_lambda(region, image)
            self.serve_on_ec2(region, image)

    def serve_on_lambda(self, region: str, image: str) -> None:
        """What a good deployment leaves."""
        functions, digest = self.cloud.client("lambda", region), self.images[image]
        uri = f"{ACCOUNT}.dkr.ecr.{region}.amazonaws.com/{REPOSITORY}@{digest}"
        version = functions.update_function_code(FunctionName=self.name, ImageUri=uri, Publish=True)["Version"]
        functions.update_alias(FunctionName=self.name, Name="live", FunctionVersion=version)
        self.approve(region, image)

    def serve_on_ec2(self, region: str, image: str) -> None:
        """What a good execution leaves: the other colour, its digest first."""
        parameters = self.cloud.client("ssm", region)
        found = parameters.get_parameters(Names=[f"{self.path}/ec2/active"])["Parameters"]
        colour = "green" if found and found[0]["Value"] == "blue" else "blue"
        self._write(region, f"ec2/{colour}/digest", self.images[image])
        self._write(region, "ec2/active", colour)
        if not found:
            self._write(region, "ec2/green/digest", "none")
        else:
            listener, arns = self._listeners[region]
            weights = (100, 0) if colour == "blue" else (0, 100)
            balancing = self.cloud.client("elbv2", region)
            balancing.modify_listener(ListenerArn=listener, DefaultActions=[_forward(arns, *weights)])

    def start_rollout(self, region: str) -> str:
        """An execution that runs."""
        states = self.cloud.client("stepfunctions", region)
        arn = f"arn:aws:states:{region}:{ACCOUNT}:stateMachine:{self.name}-ec2-rollout"
        return str(states.start_execution(stateMachineArn=arn, name="rollout-1", input="{}")["executionArn"])

    # -- what a dead one leaves ---------------------------------------------------------------------------------

    def approve(self, region: str, image: str) -> None:
        """Write the approved digest."""
        self._write(region, "lambda/approved-digest", self.images[image])

    def split_lambda(self, region: str) -> None:
        """Ten percent to another version."""
        functions = self.cloud.client("lambda", region)
        functions.update_function_configuration(FunctionName=self.name, MemorySize=1024)
        functions.publish_version(FunctionName=self.name)
        routing = {"AdditionalVersionWeights": {"2": 0.1}}
        functions.update_alias(FunctionName=self.name, Name="live", FunctionVersion="1", RoutingConfig=routing)

    def split_listener(self, region: str) -> None:
        """Ten percent to the other colour."""
        listener, arns = self._listeners[region]
        balancing = self.cloud.client("elbv2", region)
        balancing.modify_listener(ListenerArn=listener, DefaultActions=[_forward(arns, 90, 10)])

    def lock(self, region: str, holder: str) -> None:
        """A lock in the table."""
        table = self.cloud.client("dynamodb", region)
        table.put_item(TableName=f"{self.name}-ec2-rollout", Item={"Id": {"S": "lock"}, "Holder": {"S": holder}})

    def size(self, region: str, colour: str, hosts: int) -> None:
        """So many hosts for a colour."""
        scaling = self.cloud.client("autoscaling", region)
        scaling.update_auto_scaling_group(AutoScalingGroupName=f"{self.name}-{colour}", DesiredCapacity=hosts)

    # -- what is so now -----------------------------------------------------------------------------------------

    def serving(self) -> dict[str, str]:
        """The image of each place, by region and target."""
        names = {digest: name for name, digest in self.images.items()} | {"none": "none"}
        found = {}
        for region in self.regions:
            functions, parameters = self.cloud.client("lambda", region), self.cloud.client("ssm", region)
            version = functions.get_alias(FunctionName=self.name, Name="live")["FunctionVersion"]
            code = functions.get_function(FunctionName=self.name, Qualifier=version)["Code"]
            found[f"{region} lambda"] = names[code["ResolvedImageUri"].partition("@")[2]]
            active = self._read(parameters, "ec2/active")
            digest = "none" if active == "none" else self._read(parameters, f"ec2/{active}/digest")
            found[f"{region} ec2"] = names[digest]
        return found

    def _read(self, parameters: Any, name: str) -> str:  # noqa: ANN401  # boto3 carries no types
        return str(parameters.get_parameter(Name=f"{self.path}/{name}")["Parameter"]["Value"])


def _forward(arns: list[str], *weights: int) -> dict[str, Any]:
    groups = [{"TargetGroupArn": arn, "Weight": weight} for arn, weight in zip(arns, weights, strict=True)]
    return {"Type": "forward", "ForwardConfig": {"TargetGroups": groups}}
