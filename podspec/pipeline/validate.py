"""Tree -> spec: the shape and types of the file as written. Overlays are judged where they take effect."""

from podspec.model.diagnostic import Staged
from podspec.model.source import Mapping
from podspec.model.spec import Spec
from podspec.pipeline.shape import fit


def validate(tree: Mapping) -> Staged[Spec]:
    """Make a spec of a tree; None where it does not fit."""
    return fit(Spec, tree)
