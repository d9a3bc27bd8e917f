"""A spec that breaks one rule, for every rule that one spec can break: nothing else is wrong with it."""

# ruff: noqa: E501 - tables: a case stands on one line
from __future__ import annotations

from collections.abc import Iterator

from hostile.corpus.case import Case, block, marked
from specimens import PLAIN, with_blocks

_ONE = "account: '111111111111', regions: [us-east-1]"


def rules() -> Iterator[Case]:
    """One case for each code; the base has one environment, on Lambda."""
    for code, text in _BROKEN.items():
        yield block(code, text, code)
    yield marked(
        "PS265",
        with_blocks("environments: {prod: {account: '111111111111', regions: [«us-east-1, eu-west-1]}}", PLAIN),
        "PS265",
    )


_EC2 = f"environments: {{dev: {{{_ONE}, network: {{cidr: 10.10.0.0/16}}}}}}"
_APPROVED = f"environments: {{dev: {{{_ONE}, network: {{cidr: 10.10.0.0/16}}, approval: {{reviewers: [a]}}}}}}"
_BROKEN = {
    "PS201": f"environments: {{«dev: {{{_ONE}, targets: {{lambda: null}}}}}}",
    "PS202": f"environments: {{«cost: {{{_ONE}}}}}",
    "PS203": "repository: «{slug: acme/podinfo}",
    "PS205": "environments: {dev: {account: '111111111111', regions: [us-east-1, «eu-wset-1]}}",
    "PS206": "environments: {dev: {account: '111111111111', regions: [us-east-1, «us-east-1]}}",
    "PS210": "targets: {lambda: {timeout_seconds: «60}}",
    "PS211": "targets: {lambda: {provisioned_concurrency: «10, reserved_concurrency: 5}}",
    "PS213": "container: {environment: {«AWS_REGION: us-east-1}}",
    "PS214": f"targets: {{ec2: {{hosts: {{min: «5, desired: 5, max: 4}}}}}}\n{_EC2}",
    "PS220": "targets: {lambda: {rollout: {strategy: linear, percent: 10, interval_minutes: «360}}}",
    "PS241": f"environments: {{dev: {{{_ONE}, network: {{cidr: «10.10.0.1/16}}}}}}",
    "PS244": f"environments: {{dev: {{{_ONE}, network: {{cidr: «11.10.0.0/16}}}}}}",
    "PS250": f"environments: {{dev: {{{_ONE}, domain: {{name: «podinfo.example.org, zone: example.com}}}}}}",
    "PS230": "container: {secrets: {API_TOKEN: «api-tokne}}",
    "PS231": "secrets: {«api-token: {description: word}}",
    "PS260": "supply_chain: {scan: {waivers: [{id: CVE-2026-1, reason: never called, expires: «'2020-01-31'}]}}",
    "PS261": "accept: [{code: PS231, reason: looked up by name, expires: «'2020-01-31'}]",
    "PS262": "accept: [{code: «PS101, reason: left out on purpose, expires: '2099-01-31'}]",
    "PS263": "accept: [{code: PS231, reason: «'...', expires: '2099-01-31'}]",
    "PS204": f"environments: {{dev: {{{_ONE}}}, prod: {{account: «'222222222222', regions: [us-east-1]}}}}",
    "PS207": f"environments: {{stage: {{{_ONE}, approval: {{reviewers: [a]}}}}, «prod: {{{_ONE}}}}}",
    "PS208": "environments: {dev: {account: '111111111111', regions: [us-east-1, «cn-north-1]}}",
    "PS209": "service: {name: podinfo, tags: {«environment: shared}}",
    "PS215": f"targets: {{ec2: {{hosts: {{min: 3, desired: «2, max: 6}}}}}}\n{_EC2}",
    "PS216": f"targets: {{ec2: {{hosts: {{min: «1, desired: 2, max: 4}}}}}}\n{_APPROVED}",
    "PS217": f"targets: {{ec2: {{instance_type: «t3.small}}}}\n{_EC2}",
    "PS218": f"targets: {{ec2: {{purchase: «spot}}}}\n{_APPROVED}",
    "PS219": f"targets: {{ec2: {{hosts: {{min: 2, desired: 2, max: 6}}, scaling: «{{cpu_percent: null}}}}}}\n{_EC2}",
    "PS221": "targets: {lambda: {rollout: {strategy: canary, bake_minutes: «60}}}",
    "PS222": "targets: {lambda: {timeout_seconds: 3}}\nobservability: {alarms: {latency_p95_ms: «5000}}",
    "PS223": f"targets: {{ec2: {{}}}}\nobservability: {{alarms: {{unhealthy_hosts: «5}}}}\n{_EC2}",
    "PS232": "container: {environment: {API_TOKEN: a}, secrets: {«API_TOKEN: api-token}}\nsecrets: {api-token: {}}",
    "PS233": "container: {secrets: {API_TOKEN: api-token}}\nsecrets: {api-token: {rotation: {lambda_arn: "
    "«'arn:aws:lambda:eu-west-1:111111111111:function:rotate'}}}",
    "PS240": f"targets: {{ec2: {{}}}}\nenvironments: {{«dev: {{{_ONE}}}}}",
    "PS242": "environments: {dev: {account: '111111111111', regions: [us-east-1, eu-west-1], "
    "network: {cidr: «10.10.0.0/24}}}",
    "PS243": f"environments: {{dev: {{{_ONE}, network: {{cidr: 10.10.0.0/16}}}}, "
    f"prod: {{{_ONE}, network: {{cidr: «10.10.128.0/17}}}}}}",
    "PS245": f"targets: {{ec2: {{hosts: {{min: 2, desired: 2, max: «100}}}}}}\n"
    f"environments: {{dev: {{{_ONE}, network: {{cidr: 10.10.0.0/24}}}}}}",
    "PS246": "environments: {dev: {account: '111111111111', regions: [us-east-1, «eu-west-1], network: {vpc_id: "
    "vpc-01234567, public_subnets: [subnet-01234567, subnet-01234568], "
    "private_subnets: [subnet-01234569, subnet-0123456a]}}}",
    "PS247": f"environments: {{dev: {{{_ONE}, network: {{vpc_id: vpc-01234567, public_subnets: [subnet-01234567, "
    "subnet-01234568], private_subnets: [«subnet-01234568, subnet-0123456a]}}}",
    "PS251": f"targets: {{lambda: {{}}, ec2: {{}}}}\nenvironments: {{dev: {{{_ONE}, network: {{cidr: 10.10.0.0/16}}, "
    "domain: «{name: a.example.com, zone: example.com}}}",
    "PS252": f"environments: {{dev: {{{_ONE}, domain: {{name: a.example.com, zone: example.com}}}}, "
    f"prod: {{{_ONE}, domain: {{name: «a.example.com, zone: example.com}}}}}}",
    "PS253": f"environments: {{dev: {{{_ONE}, domain: {{name: a.example.com, zone: example.com, create_zone: true}}}}, "
    f"prod: {{{_ONE}, domain: {{name: b.example.com, zone: example.com, create_zone: «true}}}}}}",
    "PS254": f"environments: {{dev: {{{_ONE}, domain: {{name: «{'a' * 50}.example.com, zone: example.com}}}}}}",
    "PS264": "supply_chain: {scan: {waivers: [{id: CVE-2026-1, reason: never called, expires: '2099-01-31'}, "
    "{id: «CVE-2026-1, reason: never called, expires: '2099-01-31'}]}}",
    "PS266": "cost: {monthly_budget_usd: «310}",
    "PS267": "foundation: existing\nregistry: {account: '111111111111', region: us-east-1}\n"
    "environments: {dev: {account: '111111111111', regions: [us-east-1, «eu-west-1]}}",
    "PS268": "cost: {monthly_budget_usd: «310}\nobservability: {notify: [ops@example.com]}\nstate: {region: us-gov-west-1}\n"
    "environments: {dev: {account: '111111111111', regions: [us-gov-west-1]}}",
    "PS282": "output: {directory: «.github/workflows/podinfo}",
}
