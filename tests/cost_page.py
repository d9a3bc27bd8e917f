"""The page about `podspec cost`: its assumptions, its prices, and podinfo's bill line by line, all from the code.

`python tests/cost_page.py` writes docs/reference/cost.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from podspec.compiler import analyse
from podspec.cost import estimates
from podspec.cost.prices import GLOBAL, REFERENCE_REGION, Price, table
from podspec.model.cost import CostLine, Estimate
from podspec.model.spec.operations import Assumptions
from podspec.reporters.cost_text import measured, number

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "cost.md"
SPEC = "specs/podinfo/service.yaml"


def page() -> str:
    """The page in docs/."""
    return "\n".join([_HEAD, *_assumptions(), _COUNTED, *_prices(), _PODINFO, *_bills(), _JSON])


def bills() -> tuple[Estimate, ...]:
    """The estimates of podinfo's environments."""
    analysed = analyse(ROOT / SPEC, SPEC, date(2026, 11, 23))
    assert analysed.spec is not None, analysed.diagnostics
    return estimates(analysed.spec, [one.environment for one in analysed.resolved])


def _assumptions() -> Iterator[str]:
    yield from ("| `cost.assumptions.…` | default | what it is |", "|---|---|---|")
    for name, field in Assumptions.model_fields.items():
        yield f"| `{name}` | {number(field.default)} | {field.description} |"


def _prices() -> Iterator[str]:
    yield from ("| item | unit | USD | of | also known in | where to check it |", "|---|---|---|---|---|---|")
    prices = table()
    for item in sorted({item for item, _region in prices if not _is_host(item)}):
        first = prices.get((item, REFERENCE_REGION)) or prices[item, GLOBAL]
        others = sorted(region for name, region in prices if name == item and region != first.region)
        where = "all regions alike" if first.region == GLOBAL else ", ".join(others) or "-"
        yield f"| {item} | {first.unit} | {_usd(first.usd)} | {first.dated} | {where} | {_link(first)} |"
    hosts = [price for price in prices.values() if _is_host(price.item)]
    known = {price.region for price in hosts}
    here = sum(price.region == REFERENCE_REGION for price in hosts)
    yield ""
    yield f"Of hosts the table has {here} types in us-east-1, and some of them in {len(known) - 1} other regions."
    yield "There t4g is from SkyPilot's catalogue, which gives no day. A type that the table has nowhere is listed"
    yield "as not priced."
    yield ""


def _is_host(item: str) -> bool:
    return "." in item


def _usd(value: float) -> str:
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _link(price: Price) -> str:
    host = price.url.split("/")[2]
    return f"[{price.service if host.startswith('pricing') else host}]({price.url})"


def _bills() -> Iterator[str]:
    for one in bills():
        yield from (f"### {one.environment}: {one.monthly_usd:,.2f} USD of {one.budget_usd:,.0f}", "")
        for region, lines in groupby(one.lines, lambda line: line.region):
            yield from _table(region, list(lines))


def _table(region: str, lines: list[CostLine]) -> Iterator[str]:
    yield from (f"{region}: {sum(line.monthly_usd for line in lines):,.2f} USD", "")
    yield from ("| component | item | USD | quantity | at | because |", "|---|---|---:|---:|---|---|")
    for line in lines:
        borrowed = "" if line.price_region in {line.region, GLOBAL} else f" ({line.price_region})"
        cells = (
            line.component,
            line.item,
            f"{line.monthly_usd:,.2f}",
            measured(line.quantity, line.unit),
            f"{_usd(line.price_usd)}{borrowed}",
            line.because,
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


_HEAD = """# What a service costs

`podspec cost [SPEC…]` estimates what each environment costs in a month, by component and region, beside its
budget. It reads the spec, some assumptions and a table of prices that comes with podspec: no network, no
credentials.

| option | what it does |
|---|---|
| `--env NAME` | only this environment |
| `--lines` | each thing that is paid for, and where its quantity comes from |
| `--format text\\|json` | for people, or for programs |
| `--as-of DAY` | the day on which prices are judged old; default: today |
| `--strict` | warnings fail the run, too |

It warns of an environment above its budget ([PS291](../codes/PS291.md)) and of prices older than 180 days
([PS290](../codes/PS290.md)). The exit code is 1 where a spec has errors, or with `--strict` a warning.

`python tests/cost_page.py` writes this page from the code; a test compares the two.

## Assumptions

What nobody can read from a spec stands in `cost.assumptions`; an environment may overlay it. No generated
file depends on it.

```yaml
cost:
  monthly_budget_usd: 310
  assumptions: {requests_per_month: 5000000, response_kb: 4}
environments:
  prod:
    cost: {assumptions: {requests_per_month: 80000000}}
```
"""

_COUNTED = """
## What is counted, and how

- Everything of an environment's own roots that is paid for by the hour, by the piece or by the GB. A proof
  compares the counts with what real Terraform makes of the full spec.
- Requests are shared evenly by an environment's regions and targets. All of them come from outside of AWS.
- Hosts: the number that is wanted (`hosts.desired`), on demand. Spot hosts are estimated at the same price,
  which is more than they cost.
- An alarm is paid for by its metrics: one that divides failed by all requests has two or more. Each goal of
  scaling has two alarms that AWS makes, for each colour.
- Logs are paid for when they are written, and stored for `log_retention_days`: the estimate is that of a
  month when they have all been there for so long, and counts them as they are, not compressed.
- Images of a region are shared by the environments that are in it.
- A region without a price of its own has that of us-east-1, and the line says so. What has no price at all is
  listed as not priced, with its quantity, and is in no sum.

Not counted: free tiers, taxes, discounts and support; traffic between zones; what a rollout's second colour
costs while it runs, and processor credits of burstable hosts; traces; requests to S3, KMS, Secrets Manager
and DynamoDB, and messages, which come to cents at such a service; what the rotation of a key adds; the account's
state bucket. Free are CodeDeploy for these targets, certificates, alias queries, parameters and roles.

## Prices

On demand, in US dollars, the first tier of each. The tables are `podspec/cost/data/prices.csv` and
`sources.csv`: each price has an address where it can be checked, the place where it was read, and a day. The day
is the one that the source gives; where it gives none, the day of reading.
"""

_PODINFO = """## podinfo, line by line

`specs/podinfo/service.yaml` with the default assumptions. Where a price is another region's, that region stands
behind it.
"""

_JSON = """## For programs

`--format json` prints one document. `cost` is the version of this shape, 1: keys may be added without a new
number.

| key | value |
|---|---|
| `cost` | `1` |
| `podspec` | version of podspec |
| `currency` | `USD` |
| `specs` | `spec` (its path) and `environments` |
| `findings` | `code`, `severity`, `message`, `file`, `span`, `help` |

An environment has `environment`, `monthly_usd`, `budget_usd` (or null), `lines`, `unpriced` and `assumptions`. A
line has `environment`, `region`, `component`, `item`, `quantity`, `unit`, `price_usd`, `because`, `source`,
`dated`, `price_region` and `monthly_usd`; one without a price has the first six and `because`.
"""

if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
