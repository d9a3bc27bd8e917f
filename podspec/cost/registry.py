"""Images, and their copies in the regions that need them: shared by the environments of a region."""

from collections.abc import Iterator

from podspec.cost.use import MB_PER_GB, CostScope, Factor, Use, counted, shown, use


def uses(scope: CostScope) -> Iterator[Use]:
    """This environment's part of the images that its region keeps, and of their way there."""
    blocks = scope.spec.environments.values()
    sharing = sum(scope.region in one.regions for one in blocks)
    part = Factor(1 / sharing, f"1/{sharing} (environments in the region)")
    size = Factor(scope.assumed.image_mb / MB_PER_GB, f"{shown(scope.assumed.image_mb)} MB (image_mb)")
    yield use("image storage", "GB-month", counted(scope.assumed.images_kept, "image", "images_kept"), size, part)
    if scope.region != _home(scope):
        releases = counted(scope.assumed.releases_per_month, "release", "releases_per_month")
        yield use("traffic to other regions", "GB", releases, size, part)


def _home(scope: CostScope) -> str:
    """The region that images are pushed to."""
    if scope.spec.registry is not None:
        return scope.spec.registry.region
    return next(iter(scope.spec.environments.values())).regions[0]
