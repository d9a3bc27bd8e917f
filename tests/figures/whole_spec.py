"""A spec in which everything is said that can be said."""

from typing import Any

#: Everything that the language has, with characters of all widths where text is free.
SPEC: dict[str, Any] = {
    "version": 1,
    "service": {
        "description": "日本語 🎉 e\u0301 שלום\u2003wide",
        "name": "podinfo",
        "owner": "platform",
        "tags": {"cost_center": "1234", "team": "blue"},
    },
    "repository": {
        "slug": "acme/podinfo",
        "default_branch": "main",
        "owner_id": 1001,
        "repository_id": 2002,
        "oidc_subject": "immutable",
    },
    "registry": {"account": "111111111111", "region": "us-east-1"},
    "foundation": "create",
    "container": {
        "environment": {"GREETING": "おはよう 🎉", "TABS": "a\tb\tc", "LOG_LEVEL": "info"},
        "context": "podinfo",
        "dockerfile": "Dockerfile",
        "architecture": "arm64",
        "port": 8080,
        "health": {"liveness": "/healthz", "readiness": "/readyz", "metrics": "/metrics", "version": "/version"},
        "secrets": {"API_TOKEN": "api-token"},
    },
    "supply_chain": {
        "scan": {
            "fail_on": "high",
            "ignore_unfixed": True,
            "waivers": [{"id": "CVE-2026-1234", "reason": "直す 🎉", "expires": "2027-01-31"}],
        },
        "sbom": "spdx-json",
    },
    "targets": {
        "lambda": {
            "memory_mb": 512,
            "timeout_seconds": 15,
            "provisioned_concurrency": 0,
            "throttle": {"rate_per_second": 100, "burst": 200},
            "rollout": {"strategy": "canary", "percent": 10, "interval_minutes": 5, "bake_minutes": 5},
        },
        "ec2": {
            "instance_type": "t4g.small",
            "hosts": {"min": 2, "desired": 2, "max": 4},
            "scaling": {"cpu_percent": 60, "memory_percent": 70, "requests_per_host": 1000},
            "purchase": "on_demand",
            "rollout": {"strategy": "linear", "percent": 10, "interval_minutes": 5, "bake_minutes": 10},
        },
    },
    "secrets": {"api-token": {"description": "トークン 🎉", "rotate_days": 30, "rotation": "generated"}},
    "observability": {
        "log_retention_days": 30,
        "alarms": {"error_rate_percent": 1, "latency_p95_ms": 500, "unhealthy_hosts": 1},
        "dashboard": True,
        "notify": ["ops@example.com", "dev@example.com"],
        "synthetics": {"interval_minutes": 5},
        "slo": {"availability_percent": 99.9},
    },
    "cost": {"monthly_budget_usd": 310},
    "environments": {
        "dev": {
            "account": "111111111111",
            "regions": ["us-east-1"],
            "network": {"cidr": "10.10.0.0/16", "nat": "single"},
            "targets": {"lambda": {"provisioned_concurrency": 1}},
        },
        "prod": {
            "account": "222222222222",
            "regions": ["us-east-1", "eu-west-1"],
            "network": {"cidr": "10.20.0.0/16", "nat": "per_az"},
            "domain": {"name": "podinfo.example.com", "zone": "example.com", "primary": "lambda"},
            "approval": {"reviewers": ["acme/release-managers"]},
            "container": {"environment": {"GREETING": "こんばんは 🎉", "LOG_LEVEL": "warn"}},
            "secrets": {"api-token": {"rotate_days": 60}},
            "observability": {"alarms": {"latency_p95_ms": 300}},
            "service": {"tags": {"team": "red"}},
            "targets": {
                "lambda": {
                    "provisioned_concurrency": 2,
                    "rollout": {"strategy": "linear", "percent": 20, "interval_minutes": 3},
                },
                "ec2": {"hosts": {"min": 2, "desired": 4, "max": 10}, "rollout": {"bake_minutes": 15}},
            },
        },
    },
    "output": {"directory": "generated/podinfo"},
    "accept": [{"code": "PS231", "reason": "上流 🎉", "expires": "2027-01-31"}],
}
