"""Where moto's Lambda differs from AWS's, for functions that run an image.

moto is others' model of AWS's API. In it repositories have no slash in their names, a version's resolved image is
misspelt, the versions of a function share one mutable image, and publishing the same image once more makes one
more version. AWS makes none: see its API reference, PublishVersion (2026-11).
"""

from __future__ import annotations

import importlib
from typing import Any

import pytest


def correct(patch: pytest.MonkeyPatch) -> None:
    """Let moto do as AWS does, for as long as the patch lasts."""
    function = importlib.import_module("moto.awslambda.models").LambdaFunction
    read, update = function.get_code, function.update_function_code

    def get_code(self: Any) -> dict[str, Any]:  # noqa: ANN401  # moto's own class
        answer: dict[str, Any] = read(self)
        answer["Code"]["ResolvedImageUri"] = self.code["ImageUri"]
        return answer

    def update_function_code(self: Any, updated: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401  # the same
        image, changed = self.code["ImageUri"], self.code_or_config_updated
        answer: dict[str, Any] = update(self, updated)
        self.code_or_config_updated = changed or self.code["ImageUri"] != image
        return answer

    patch.setattr(function, "get_code", get_code)
    patch.setattr(function, "update_function_code", update_function_code)
    patch.setattr(function, "_set_function_code", _take_image)


def _take_image(function: Any, wanted: dict[str, Any]) -> None:  # noqa: ANN401  # the same
    """Take an image by its digest, which must be in the registry; the versions before keep theirs."""
    registries = importlib.import_module("moto.ecr.models").ecr_backends
    repository, _, digest = wanted["ImageUri"].partition("@")
    name, image = repository.partition("/")[2], {"imageDigest": digest}
    registry = registries[function.account_id][function.region]
    if not registry.batch_get_image(repository_name=name, image_ids=[image])["images"]:
        errors = importlib.import_module("moto.awslambda.exceptions")
        raise errors.InvalidParameterValueException(f"Source image {wanted['ImageUri']} does not exist.")
    function.code = {**function.code, "ImageUri": wanted["ImageUri"]}
    function.code_sha_256, function.code_size = digest.removeprefix("sha256:"), 0
