"""Scenes on a machine, each made and counted when it is first asked for: that takes seconds."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from hostile.machine import Machine, Point
from hostile.scenes import SCENES, Scene


class Stage(NamedTuple):
    """A scene on a machine, and the calls at which it can be struck."""

    machine: Machine
    scene: Scene
    points: list[Point]


class Stages:
    """Every scene, by its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.machine = Machine(folder / "machine")
        self._made: dict[str, Stage] = {}

    def of(self, name: str) -> Stage:
        """The stage of a scene."""
        if name not in self._made:
            folder = self.folder / name.replace(" ", "-")
            scene = SCENES[name](folder)
            self._made[name] = Stage(self.machine, scene, self.machine.points(scene, folder))
        return self._made[name]
