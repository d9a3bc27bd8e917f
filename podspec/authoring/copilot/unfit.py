"""Fields of a manifest that have no place in a spec: why, and what to do instead."""

from __future__ import annotations

from typing import NamedTuple

from podspec.model.source import Path


class Words(NamedTuple):
    """Why something was left behind, and what takes its place."""

    why: str
    instead: str


_ONE_CONTAINER = Words(
    "a host or a function runs one container", "put what it does into the image, or keep it where it is"
)
_HEALTH = Words(
    "podspec has its own times and thresholds for health checks",
    "on ec2 look at generated/<service>/terraform/modules/ec2: `override` changes an attribute; lambda has none",
)
_IMAGE = Words(
    "podspec builds each image from its Dockerfile, signs it, and deploys nothing else",
    "write a Dockerfile that begins with FROM and that image",
)
_BUILD = Words(
    "podspec builds the Dockerfile as it stands", "give each ARG a default, and make the last stage the one"
)
_PROCESS = Words("the image says what is run", "write it into the Dockerfile, as ENTRYPOINT or CMD")
_CONTAINER_HEALTH = Words(
    "health is asked over HTTP, not by a command in the container", "answer at container.health.readiness"
)
_QUEUES = Words("podspec makes no topics and no queues", "keep them in Terraform of your own, beside the output")
_VOLUMES = Words("podspec mounts no volumes, and a host is replaced with all that is on it", "keep data elsewhere")
_ROUTING = Words(
    "a service has its own address and all paths below it", "give it a domain: environments.<env>.domain"
)
_ADDRESSES = Words(
    "podspec's address is open to everybody",
    "put a firewall (AWS WAF) in front of it BEFORE it serves, in Terraform of your own",
)
_PRIVATE = Words("podspec's services face the internet", "do not deploy it before you have decided whether it may")
_ROLLOUTS = Words("podspec rolls out in its own ways", "targets.<target>.rollout: canary, linear or all_at_once")
_ROLLBACK = Words(
    "podspec's own alarms roll back: error rate, latency, unhealthy hosts",
    "observability.alarms sets their thresholds",
)
_NETWORK = Words(
    "podspec makes the network, or is given one for the environment", "environments.<env>.network, with vpc_id"
)
_SCALING = Words("podspec scales by processor, memory and requests", "targets.ec2.scaling")
COOLDOWN = Words("podspec has its own times for scaling", "nothing, or `override` an attribute of the policy")
_LOGS = Words("logs go to CloudWatch, and from there wherever you send them", "a subscription filter of your own")
_SHELL = Words(
    "podspec opens no way into a running container", "read the logs: generated/<service>/docs says where"
)
_STACK = Words("podspec makes Terraform, not CloudFormation", "`override` changes an attribute of a resource")
_TRACING = Words("podspec's services are traced by what is in the image", "send traces from the service itself")
_FILE = Words("podspec reads no files of variables", "write them under container.environment, secrets apart")
_JOB = Words("podspec's services answer requests; nothing starts them at times", "keep the job where it is")

#: By path in the manifest, or in one of its environments; what stands below a path belongs to it.
UNFIT: dict[Path, Words] = {
    ("image", "location"): _IMAGE,
    ("image", "credentials"): _IMAGE,
    ("image", "build", "args"): _BUILD,
    ("image", "build", "target"): _BUILD,
    ("image", "build", "cache_from"): _BUILD,
    ("image", "build", "option"): _BUILD,
    ("image", "healthcheck"): _CONTAINER_HEALTH,
    ("image", "depends_on"): _ONE_CONTAINER,
    ("image", "labels"): Words("nobody reads labels of a container here", "service.tags marks what is in AWS"),
    ("entrypoint",): _PROCESS,
    ("command",): _PROCESS,
    ("sidecars",): _ONE_CONTAINER,
    ("http", "healthcheck", "port"): _HEALTH,
    ("http", "healthcheck", "success_codes"): _HEALTH,
    ("http", "healthcheck", "healthy_threshold"): _HEALTH,
    ("http", "healthcheck", "unhealthy_threshold"): _HEALTH,
    ("http", "healthcheck", "interval"): _HEALTH,
    ("http", "healthcheck", "timeout"): _HEALTH,
    ("http", "healthcheck", "grace_period"): _HEALTH,
    ("http", "path"): _ROUTING,
    ("http", "additional_rules"): _ROUTING,
    ("http", "target_container"): _ONE_CONTAINER,
    ("http", "targetContainer"): _ONE_CONTAINER,
    ("http", "allowed_source_ips"): _ADDRESSES,
    ("http", "private"): _PRIVATE,
    ("http", "stickiness"): Words("requests go to any host", "keep no state in the service"),
    ("http", "deregistration_delay"): _HEALTH,
    ("http", "hosted_zone"): Words("podspec looks zones up by their name", "environments.<env>.domain.zone"),
    ("http", "version"): Words("hosts are spoken to in HTTP/1.1", "keep a gRPC service where it is"),
    ("http", "redirect_to_https"): Words("podspec answers HTTP with a redirect", "nothing, if that is right"),
    ("nlb",): Words("podspec has an HTTP API or an Application Load Balancer, no network one", "serve HTTP"),
    ("count", "range", "spot_from"): Words(
        "hosts are all on demand or all spot", "targets.ec2.purchase: spot, if they may be taken away"
    ),
    ("count", "cooldown"): COOLDOWN,
    ("count", "response_time"): _SCALING,
    ("count", "queue_delay"): _SCALING,
    ("exec",): _SHELL,
    ("env_file",): _FILE,
    ("network", "connect"): Words("podspec has no service mesh", "call other services by their domain"),
    ("network", "vpc"): _NETWORK,
    ("storage",): _VOLUMES,
    ("publish",): _QUEUES,
    ("subscribe",): _QUEUES,
    ("on",): _JOB,
    ("retries",): _JOB,
    ("timeout",): _JOB,
    ("logging",): _LOGS,
    ("observability",): _TRACING,
    ("taskdef_overrides",): _STACK,
    ("deployment", "rollback_alarms"): _ROLLBACK,
    ("deployment",): _ROLLOUTS,
    ("tags",): Words("a tag of podspec's has a text", "service.tags"),
    ("files",): Words("podspec delivers containers", "keep the files where they are"),
}


def reason(path: Path) -> Words:
    """The reason of a field, or of the nearest one above it that has one."""
    above = (path[:depth] for depth in range(len(path), 0, -1))
    return next((UNFIT[one] for one in above if one in UNFIT), UNKNOWN)


#: Fields that are looked into, where they are switched off as a whole.
SWITCHED: dict[Path, Words] = {("http",): Words("a service of podspec's answers HTTP", "keep it where it is")}

IN_PRIVATE = Words("hosts stand in private subnets, behind a load balancer", "nothing, if that is right")
OUTSIDE_OF_VPC = Words(
    "a function runs outside of any VPC", "run it on ec2 if it needs what is inside: podspec target add ec2"
)
ONE_IMAGE = Words(
    "one image, and one way to build and to ask it, serves all environments", "change it for all of them"
)
NO_EXPANSION = Words(
    "podspec fills nothing into a value",
    "write the value itself, for each environment: environments.<env>.container",
)
SECRET = Words(
    "podspec makes and rotates its secrets' values itself, and a variable carries the ARN, not the value",
    "declare it under secrets (rotation: {lambda_arn: …} for a value that others make), and read it by its ARN",
)
LAMBDA_SCALES = Words("Lambda scales by itself", "targets.lambda.throttle and reserved_concurrency limit it")
PROCESSOR = Words("on Lambda processor power grows with memory", "targets.lambda.memory_mb")
TOO_LARGE = Words("no instance type of the usual family is that large", "choose one: targets.ec2.instance_type")
WINDOWS = Words("podspec runs Linux", "build the image for Linux")
FROM_STACK = Words("podspec reads no exports of CloudFormation", "write the value itself")
DOMAIN = Words(
    "an address belongs to one environment, and has one name there",
    "environments.<env>.domain: {name: …, zone: …}",
)
NOT_TEXT = Words("a variable has a text", "write the text in quotes")
SHAPE = Words("Copilot would not take this shape", "look at it again")
UNKNOWN = Words("podspec does not know this field of Copilot", "if it matters: see what `podspec explain` lists")
NAME = Words("the spec has the name that you gave", "nothing, if that is right")
