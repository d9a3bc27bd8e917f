"""What people read about a service: pictures, pages, and a runbook for each alarm, all of them out of its spec."""

from podspec.components.component import Component
from podspec.components.docs import alarms, architecture, inventory, mermaid, money, pages, pipeline_picture

COMPONENT = Component(
    name="docs",
    service={
        "docs/README.md": pages.readme,
        "docs/ENVIRONMENT.md": inventory.environment,
        "docs/architecture.md": mermaid.page,
        "docs/architecture.svg": architecture.picture,
        "docs/cost.md": money.cost,
        "docs/deployment.md": pages.deployment,
        "docs/monitoring.md": pages.monitoring,
        "docs/multi-region.md": pages.multi_region,
        "docs/pipeline.svg": pipeline_picture.picture,
        "docs/scalability.md": pages.scalability,
        "docs/security.md": pages.security,
        "docs/troubleshooting.md": pages.troubleshooting,
    }
    | {f"docs/runbooks/{one.file}.md": alarms.runbook(one) for one in alarms.RUNBOOKS},
)
