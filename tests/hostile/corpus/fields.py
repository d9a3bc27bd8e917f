"""Hostile values in the fields that take them: paths, names, numbers, days, types, templates, overlays."""

# ruff: noqa: E501, RUF001 - tables: a case stands on one line, letters that look like others on purpose
from __future__ import annotations

from collections.abc import Iterable, Iterator

from hostile.corpus.case import Case, block
from strategies.credentials import credentials, private_keys

PATHS = {
    "container.context": "container: {context: @}",
    "container.dockerfile": "container: {dockerfile: @}",
    "output.directory": "output: {directory: @}",
    "output.workflows": "output: {workflows: @}",
    "eject": "eject: [README.md, @]",
}
#: Each leads out of the repository, into git's own folder, or means something else somewhere.
OUTSIDE = (
    "/¦/etc/passwd¦/a¦//a¦///¦//server/share¦..¦../¦../a¦../../a¦a/..¦a/../b¦a/../../b¦a/b/..¦./a¦a/./b¦a/.¦./¦"
    "./../a¦.../../a¦a//b¦a///b¦a/¦a/b/¦~¦~/a¦~root/a¦a/~¦$HOME/a¦${HOME}/a¦%HOME%/a¦$(id)¦`id`¦"
    "C:¦C:a¦C:\\a¦C:/a¦c:..\\a¦\\a¦\\\\server\\share¦\\\\?\\C:\\a¦\\\\.\\pipe\\a¦a\\b¦..\\a¦a\\..\\b¦"
    "%2e%2e/a¦%2e%2e%2fa¦..%2fa¦%2fetc¦..%5ca¦%252e%252e/a¦a%00b¦%c0%ae%c0%ae/a¦a+b¦a=b¦a@b¦a#b¦a?b¦a&b¦a;b¦a|b¦"
    "a*b¦a[b]¦a{b}¦a<b>¦a!b¦a'b¦a,b¦a:b¦a b¦ a¦a ¦a^b¦é¦日本¦ａ¦․․/a¦‥/a¦a∕b¦a⁄b¦／etc¦．．/a¦aͥ¦а¦🚀¦"
    ".git¦.git/config¦.GIT¦.Git/hooks¦a/.git¦a/.git/b¦.gIt/x¦-a¦-rf¦--help¦-¦file:///etc/passwd¦file:a¦"
    "https://example.com/a¦git@example.com:a¦s3://a/b¦a::$DATA¦a:stream"
)
#: Free text, and text that has a form.
FREE = {
    "service.description": "service: {name: podinfo, description: @}",
    "a variable": "container: {environment: {KEY: @}}",
    "a reason": "accept: [{code: PS231, reason: @, expires: '2027-01-31'}]",
}
FORMED = {
    "service.name": "service: {name: @}",
    "service.owner": "service: {name: podinfo, owner: @}",
    "a tag": "service: {name: podinfo, tags: {team: @}}",
    "repository.slug": "repository: {slug: @}",
    "repository.default_branch": "repository: {slug: a/b, default_branch: @, owner_id: 1, repository_id: 2}",
    "registry.region": "registry: {account: '111111111111', region: @}",
    "registry.account": "registry: {account: @, region: us-east-1}",
    "a health path": "container: {health: {liveness: @}}",
    "an address": "observability: {notify: [@]}",
    "an instance type": "targets: {ec2: {instance_type: @}}",
    "a waiver's id": "supply_chain: {scan: {waivers: [{id: @, reason: word, expires: '2027-01-31'}]}}",
    "a code": "accept: [{code: @, reason: word, expires: '2027-01-31'}]",
    "a range": "environments: {dev: {account: '111111111111', regions: [us-east-1], network: {cidr: @}}}",
    "a VPC": "environments: {dev: {account: '111111111111', regions: [us-east-1], network: {vpc_id: @, "
    "public_subnets: [subnet-01234567, subnet-01234568], private_subnets: [subnet-01234569, subnet-0123456a]}}}",
    "a domain": "environments: {dev: {account: '111111111111', regions: [us-east-1], domain: {name: @, zone: b.cd}}}",
    "a reviewer": "environments: {dev: {account: '111111111111', regions: [us-east-1], approval: {reviewers: [@]}}}",
    "a region": "environments: {dev: {account: '111111111111', regions: [@]}}",
    "an account": "environments: {dev: {account: @, regions: [us-east-1]}}",
    "an attribute": "override: [{resource: lambda.aws_lambda_function.service, attribute: @, value: 1, reason: word}]",
    "a resource": "override: [{resource: @, attribute: memory_size, value: 1, reason: word}]",
    "a function": "secrets: {api-token: {rotation: {lambda_arn: @}}}",
} | PATHS
#: What some language would run, or fill in; none of it is plain where a form is asked for.
CODE = (
    "${x}¦%{ if x }¦$${x}¦%%{x}¦<%= x %>¦<% x %>¦{{ x }}¦{% x %}¦${var.x}¦$(id)¦`id`¦;id¦|id¦&&id¦<script>¦"
    "</svg>¦a\\nb¦a'b¦::error::x¦##[error]x¦<!--x-->¦[x](javascript:x)¦=1+1¦\\${x}"
)
#: The smallest and the largest value of fields that take whole numbers, and the block that each stands in.
WHOLE = {
    "container.port": ("container: {port: @}", 1, 65535),
    "memory_mb": ("targets: {lambda: {memory_mb: @}}", 128, 10240),
    "timeout_seconds": ("targets: {lambda: {timeout_seconds: @}}", 1, 900),
    "provisioned_concurrency": ("targets: {lambda: {provisioned_concurrency: @}}", 0, 10000),
    "reserved_concurrency": ("targets: {lambda: {reserved_concurrency: @}}", 1, 10000),
    "rate_per_second": ("targets: {lambda: {throttle: {rate_per_second: @}}}", 1, 10000),
    "burst": ("targets: {lambda: {throttle: {burst: @}}}", 1, 5000),
    "percent": ("targets: {lambda: {rollout: {strategy: canary, percent: @}}}", 1, 99),
    "interval_minutes": ("targets: {lambda: {rollout: {strategy: linear, interval_minutes: @}}}", 1, 2880),
    "bake_minutes": ("targets: {lambda: {rollout: {strategy: all_at_once, bake_minutes: @}}}", 0, 1440),
    "hosts.min": ("targets: {ec2: {hosts: {min: @}}}", 0, 500),
    "hosts.max": ("targets: {ec2: {hosts: {max: @}}}", 1, 500),
    "cpu_percent": ("targets: {ec2: {scaling: {cpu_percent: @}}}", 1, 99),
    "requests_per_host": ("targets: {ec2: {scaling: {requests_per_host: @}}}", 1, 1000000),
    "rotate_days": ("secrets: {api-token: {rotate_days: @}}", 30, 90),
    "latency_p95_ms": ("observability: {alarms: {latency_p95_ms: @}}", 1, 900000),
    "interval of probes": ("observability: {synthetics: {interval_minutes: @}}", 1, 60),
    "monthly_budget_usd": ("cost: {monthly_budget_usd: @}", 1, 10000000),
    "images_kept": ("cost: {assumptions: {images_kept: @}}", 0, 100000),
}
SHARES = {
    "error_rate_percent": ("observability: {alarms: {error_rate_percent: @}}", 0, 100),
    "availability_percent": ("observability: {slo: {availability_percent: @}}", 90, 100),
    "response_kb": ("cost: {assumptions: {response_kb: @}}", 0, 1000000000),
}
NO_NUMBERS = "1:60¦1_000¦0x¦0o8¦0b1¦one¦'512'¦true¦~¦[1]¦{a: 1}¦1e¦++1¦1-¦∞¦５１２¦NaN¦nan¦inf¦Infinity¦0d1¦-"
FRACTIONS = "1.5¦1e3¦1.0¦-0.0¦.5¦5.¦.inf¦-.inf¦.nan¦.INF¦.NaN¦1e400¦-1e400¦1e-400¦99999999999999999999.0"
TOO_LONG = (
    "1000000000000000000¦-1000000000000000000¦+9999999999999999999¦0x11111111111111111¦0o11111111111111111¦"
    + "9" * 5000
)
NO_DAYS = (
    "'2027-02-29'¦'2027-13-01'¦'2027-00-10'¦'2027-01-00'¦'2027-01-32'¦'2027-04-31'¦'0000-01-01'¦'2100-02-29'¦2027-1-1¦"
    "27-01-31¦31.01.2027¦01/31/2027¦2027/01/31¦2027-01-31T00:00:00Z¦2027-01-31 00:00¦2027-W05-1¦2027-031¦tomorrow¦"
    "'2027-01-31 '¦' 2027-01-31'¦２０２７-０１-３１¦12027-01-31¦-2027-01-31¦''¦2027-01¦'2027-01-31a'"
)


def paths() -> Iterator[Case]:
    """A hundred paths that lead elsewhere, in every field that takes one."""
    for name, text in PATHS.items():
        for path in OUTSIDE.split("¦"):
            yield block(f"{path!r} in {name}", text.replace("@", f"«{_quoted(path)}"), "PS106")
        yield block(f"a NUL in {name}", text.replace("@", '«"a\\0b"'), "PS013")
        yield block(f"nothing in {name}", text.replace("@", "«''"), "PS106")
        if name != "container.context":
            yield block(f"the root in {name}", text.replace("@", "«."), "PS106")
        yield block(f"a long one in {name}", text.replace("@", f"«{'a/' * 100}b"), "PS106")


def names() -> Iterator[Case]:
    """Names that are taken elsewhere, look like others, or are none."""
    for name in (
        "CON", "Aux", "a.", ".", "..", "a..b", "-a", "a-", "a_b", "a b", "a/b", "a\\b", "а-cyrillic", "ｗide", "ⅰⅰⅰ", "ßßß", "İİİ",
        "ǆǆǆ", "ab", "a", "", " ", "1ab", "a" * 25, "podinfo ", " podinfo", "pod.info", "podinfo\u200c"[:7] + "İ", "𝓅odinfo",
        "xn--", "con.txt", "a:b", "*", "%", "#", "@", "~", "None?", "__proto__", "constructor()",
    ):  # fmt: skip
        yield block(f"a service called {name!r}", f"service: {{name: «{_quoted(name)}}}", "PS106")
    for name in (
        "Dev",
        "x",
        "pre-prod",
        "a_b",
        "a.b",
        "a b",
        "1dev",
        "..",
        "",
        "abcdefghijk",
        "dév",
        "dеv",
        "ＤＥＶ",
        "dev/x",
        "*",
    ):
        body = "{account: '111111111111', regions: [us-east-1]}"
        yield block(f"an environment called {name!r}", f"environments: {{«{_quoted(name)}: {body}}}", "PS106")
    for name in ("A", "-x", "a_b", "a.b", "a b", "", "a-", "..", "a/b", "b" * 49, "sécret", "${x}"):
        yield block(f"a secret called {name!r}", f"secrets: {{«{_quoted(name)}: {{}}}}", "PS106")
    for name in ("A", "9A", "A-B", "A B", "A=B", "", "_A", "A.B", "$(A)", "É", "A" * 129, "A\\nB"):
        yield block(f"a variable called {name!r}", f"container: {{environment: {{«{_quoted(name)}: a}}}}", "PS106")
    for name in ("aws:x", "a*b", "", "é", "a?b", "a(b)", "t" * 129, "a;b", "a{b}", "a'b"):
        yield block(
            f"a tag called {name!r}", f"service: {{name: podinfo, tags: {{«{_quoted(name)}: a}}}}", "PS106"
        )


def numbers() -> Iterator[Case]:
    """Whole numbers: one too small, one too large, one too long, and what is none."""
    for name, (text, low, high) in WHOLE.items():
        for number in (low - 1, -99, -(10**17), high + 1, 10**17, 10**18 - 1):
            yield block(f"{name} {number}", text.replace("@", f"«{number}"), "PS105")
        for raw in (f"0x{high + 1:x}", f"0o{high + 1:o}", f"0{high + 1}", f"+{high + 1}", f"000{high + 1}"):
            yield block(f"{name} {raw}", text.replace("@", f"«{raw}"), "PS105")
        for raw in FRACTIONS.split("¦"):
            yield block(f"{name} {raw}", text.replace("@", f"«{raw}"), "PS103")
        for raw in TOO_LONG.split("¦"):
            yield block(f"{name} {raw[:20]}", text.replace("@", f"«{raw}"), "PS012")
        for raw in NO_NUMBERS.split("¦"):
            is_given_up = raw == "~" and name in {
                "reserved_concurrency",
                "cpu_percent",
                "requests_per_host",
                "monthly_budget_usd",
            }
            if not is_given_up:
                yield block(f"{name} {raw}", text.replace("@", f"«{raw}"), "PS103")


def shares() -> Iterator[Case]:
    """Numbers with a fraction: the same, and those that are not finite."""
    for name, (text, low, high) in SHARES.items():
        for raw in (
            str(low - 1),
            str(high + 1),
            "-0.001",
            "1e300",
            ".inf",
            "-.inf",
            ".nan",
            "1e400",
            "-1e400",
            "999999999999999999",
        ):
            yield block(f"{name} {raw}", text.replace("@", f"«{raw}"), "PS105")
        for raw in NO_NUMBERS.split("¦"):
            yield block(f"{name} {raw}", text.replace("@", f"«{raw}"), "PS103")


def days() -> Iterator[Case]:
    """Days that no calendar has, and other ways to write one."""
    waiver = "supply_chain: {scan: {waivers: [{id: CVE-2026-1, reason: word, expires: @}]}}"
    for text in (waiver, "accept: [{code: PS231, reason: word, expires: @}]"):
        for raw in NO_DAYS.split("¦"):
            yield block(f"the day {raw}", text.replace("@", f"«{raw}"), "PS106")
        for raw in ("20270131", "2027", "2027.5", "null", "true", "[2027-01-31]", "{a: b}", ".inf"):
            yield block(f"the day {raw}", text.replace("@", f"«{raw}"), "PS103")


def types() -> Iterator[Case]:
    """Every other type, in every field; nothing, where something must be."""
    for name, text in (FORMED | FREE).items():
        # What is not named has a default.
        optional = {"null", "~"} if name in {"service.owner", "output.directory", "output.workflows"} else set()
        raws = ("12", "1.10", "true", "null", "~", "[a]", "[]", "{a: b}", "{}", "-.inf")
        yield from _wrong(text, [raw for raw in raws if raw not in optional], f"as {name}", "PS103")
    for text in ("observability: {dashboard: @}", "supply_chain: {scan: {ignore_unfixed: @}}"):
        raws = ("yes", "no", "on", "off", "1", "0", "'true'", "null", "[true]", "{a: true}", "1.0", "T")
        yield from _wrong(text, raws, "as a truth", "PS103")
    lists = (
        "observability: {notify: @}",
        "eject: @",
        "accept: @",
        "override: @",
        "supply_chain: {scan: {waivers: @}}",
    )
    for text in lists:
        yield from _wrong(text, ("word", "12", "true", "null", "{a: b}", "{}", "''"), "as a list", "PS103")
    for key in ("service", "container", "targets", "observability", "environments", "secrets"):
        raws = ("word", "12", "1.5", "true", "[]", "[name]", "[{a: b}]", "''", "null", "~")
        yield from _wrong(f"{key}: @", raws, f"as {key}", "PS103")


def choices() -> Iterator[Case]:
    """Words that are none of the choices, and what is no word."""
    for text in (
        "container: {architecture: @}", "foundation: @", "supply_chain: {sbom: @}",
        "targets: {ec2: {purchase: @}}", "targets: {lambda: {rollout: {strategy: @}}}",
    ):  # fmt: skip
        raws = ("word", "12", "1.5", "true", "''", "' '", "ARM64x", "null", "-.inf", '"\\n"', "'${x}'", "'::x::'")
        yield from _wrong(text, raws, "as a choice", "PS104")
        yield from _wrong(text, ("[a]", "{a: b}", "[]", "{}"), "as a choice", "PS103")
    yield from _wrong(
        "version: @", ("2", "0", "-1", "'1'", "word", "null", "0x2", "01.1.1"), "as a version", "PS104"
    )
    yield from _wrong("version: @", ("1.0", "true", "1.1", ".inf", "[1]", "{a: 1}"), "as a version", "PS103")


def _wrong(text: str, raws: Iterable[str], where: str, code: str) -> Iterator[Case]:
    yield from (block(f"{raw} {where}", text.replace("@", f"«{raw}"), code) for raw in raws)


def templates() -> Iterator[Case]:
    """What some language fills in or runs: free text may hold it, as text; GitHub's expressions nowhere."""
    for name, text in (FREE | FORMED).items():
        for opening in ("${{ x }}", "a${{", "${{${{", "$${{ x }}", "\\\\${{"):
            yield block(f"{opening} in {name}", text.replace("@", f'«"{opening}"'), "PS014")
    yield block("an expression as a key", 'container: {environment: {«"${{ x }}": a}}', "PS014")
    yield block("an expression in escapes", 'service: {name: podinfo, description: «"\\x24\\x7b{ x }}"}', "PS014")
    yield block("an expression on two lines", "service: {name: podinfo, description: «'a\n  ${{ x }}'}", "PS014")
    yield block("an expression in a comment", "service: {name: podinfo}  # ${{ x }} is only read by people\n")
    for name, text in FORMED.items():
        for code in CODE.split("¦"):
            # Colons, signs and equals signs are what a tag takes.
            if code in {"::error::x", "=1+1"} and name in {"service.owner", "a tag"}:
                yield block(f"{code} in {name}", text.replace("@", _quoted(code)))
            else:
                yield block(f"{code} in {name}", text.replace("@", f"«{_quoted(code)}"), "PS106")
    for code in CODE.split("¦"):
        text = FREE["service.description"]
        if "\\n" in code:
            yield block(f"{code} in a line", text.replace("@", f"«{_quoted(code)}"), "PS106")
        else:
            yield block(f"{code} in free text", text.replace("@", _quoted(code)))


def overlays() -> Iterator[Case]:
    """What an environment may not say, and what `null` does not hide."""
    whole = "environments:\n  dev: {account: '111111111111', regions: [us-east-1]}\n  prod: {account: '111111111111', regions: [us-east-1], @}"
    for text, code in (
        ("targets: {lambda: {«memry_mb: null}}", "PS102"), ("targets: {lambda: {«memry_mb: 512}}", "PS102"),
        ("targets: {lambda: {rollout: {strategy: linear, «percnt: null}}}", "PS102"), ("targets: {«lamda: null}", "PS102"),
        ("targets: {ec2: {hosts: {«mim: null}}}", "PS102"), ("cost: {«budget: null}", "PS102"),
        ("observability: {«notfy: null}", "PS102"), ("observability: {alarms: {«error_rate: null}}", "PS102"),
        ("secrets: {token: {«rotate: null}}", "PS102"),
        ("container: {«port: 80}", "PS102"), ("container: {«dockerfile: a}", "PS102"), ("container: {«context: a}", "PS102"),
        ("container: {«architecture: amd64}", "PS102"), ("service: {«name: other}", "PS102"), ("service: {«owner: a}", "PS102"),
        ("«repository: {slug: a/b}", "PS102"), ("«registry: {account: a}", "PS102"), ("«output: {directory: a}", "PS102"),
        ("«foundation: existing", "PS102"), ("«version: 1", "PS102"), ("«accept: []", "PS102"), ("«eject: []", "PS102"),
        ("«override: []", "PS102"), ("«environments: {}", "PS102"), ("«supply_chain: {}", "PS102"), ("«state: {}", "PS102"),
        ("targets: «[lambda]", "PS103"), ("targets: «word", "PS103"), ("targets: {lambda: «[]}", "PS103"),
        ("targets: {lambda: «word}", "PS103"), ("targets: {lambda: {memory_mb: «lots}}", "PS103"),
        ("targets: {lambda: {memory_mb: «1}}", "PS105"), ("container: «word", "PS103"), ("container: {environment: «[]}", "PS103"),
        ("container: {environment: {KEY: «1}}", "PS103"), ("container: {environment: {«K-Y: a}}", "PS106"),
        ("service: {tags: {«aws:a: b}}", "PS106"), ("service: {tags: {a: «'b;c'}}", "PS106"), ("cost: «1", "PS103"),
        ("cost: {monthly_budget_usd: «lots}", "PS103"), ("secrets: «[]", "PS103"), ("secrets: {token: «[]}", "PS103"),
        ("observability: {notify: [«a]}", "PS106"), ("observability: {log_retention_days: «31}", "PS104"),
        ("observability: {dashboard: «yes}", "PS103"), ("network: «word", "PS103"), ("domain: «[]", "PS103"), ("approval: «yes", "PS103"),
        ("approval: {reviewers: «[]}", "PS107"), ("approval: {reviewers: «[a, b, c, d, e, f, g]}", "PS107"),
    ):  # fmt: skip
        yield block(text, whole.replace("@", text), code)
    one = "{account: '111111111111', regions: [us-east-1]}"
    yield block("no environment", "environments: «{}", "PS107")
    nine = ", ".join(f"e{number}: {one}" for number in range(9))
    yield block("nine environments", f"environments: «{{{nine}}}", "PS107")
    yield block("no region", "environments: {dev: {account: '111111111111', regions: «[]}}", "PS107")
    yield block("no account", "environments: {dev: «{regions: [us-east-1]}}", "PS101")
    yield block("no name", "service: «{owner: a}", "PS101")
    yield block("no slug", "repository: «{owner_id: 1, repository_id: 2}", "PS101")
    yield block(
        "no zone",
        "environments: {dev: {account: '111111111111', regions: [us-east-1], domain: «{name: a.bc}}}",
        "PS101",
    )


def secrets() -> Iterator[Case]:
    """Every shape of a credential, in a comment and in free text: the caret stands where it begins."""
    for name, secret in credentials().items():
        at = _core(secret)
        yield block(
            f"{name} in a comment", f"service: {{name: podinfo}}  # {secret[:at]}«{secret[at:]}\n", "PS018"
        )
    for name, key in private_keys().items():
        lines = "".join(f"      {line}\n" for line in key.split("\n"))
        yield block(
            f"{name} in a variable",
            f"container:\n  environment:\n    KEY: |\n{lines.replace('-', '«-', 1)}",
            "PS018",
        )


def _core(secret: str) -> int:
    from podspec.model.credentials import blotted

    return blotted(secret).index("*")


def _quoted(text: str) -> str:
    """Text in double quotes, as YAML takes it; a backslash before n and before ${ is meant."""
    return '"' + text.replace("\\n", "\n").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
