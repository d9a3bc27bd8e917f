"""All sections of the page, and the frame around them."""

from __future__ import annotations

from collections.abc import Sequence

from podspec.model.access import Access
from podspec.model.compilation import Compilation
from podspec.model.cost import Estimate
from podspec.model.report import Report
from podspec.reporters.html import costs, files, filling, findings, overview, pictures, rights, values
from podspec.reporters.html.links import Links


def page(run: Report, about: Compilation, bill: Sequence[Estimate], access: Access) -> str:
    """The page of the spec that `about` was compiled from.

    Args:
        run: what `podspec check` finds of it.
        about: the spec. If it has errors, the page holds them and nothing that hangs on the rest.
        bill: its monthly estimates, environment by environment.
        access: the roles that its Terraform makes.
    """
    links = Links(about)
    style = filling.style()
    return filling.fill(
        "page.html.j2",
        style=style,
        style_digest=filling.digest(style),
        overview=overview.view(run, about, bill, access, links),
        architecture=pictures.view(about, "architecture.svg"),
        pipeline=pictures.view(about, "pipeline.svg"),
        findings=findings.view(run, links),
        values=values.view(about, links),
        costs=costs.view(bill),
        rights=rights.view(access),
        files=files.view(about, links),
    )
