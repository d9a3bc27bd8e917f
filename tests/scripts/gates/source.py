"""A repository with a service's source, beside a docker that only writes down what it is asked."""

from __future__ import annotations

import subprocess
from pathlib import Path

from scripts.gates.workshop import ECR, NAME, PATH, Done, Workshop

DOCKERFILE = "FROM golang:1 AS build\nFROM build AS test\nRUN go test\nFROM scratch\n"
_FAKE_DOCKER = (
    '#!/bin/sh\nprintf "%s\\n" "$*" >>"$DOCKER_CALLS"\n[ "$2" = build ] || exit 1\nexit "${DOCKER_STATUS:-0}"\n'
)


class Source:
    """A repository with a service's source, beside something else."""

    def __init__(self, folder: Path, shop: Workshop) -> None:
        self.folder, self.shop = folder / "source", shop
        self.calls = folder / "calls"
        (folder / "bin").mkdir()
        docker = folder / "bin/docker"
        docker.write_text(_FAKE_DOCKER)
        docker.chmod(0o755)
        self.path = f"{folder / 'bin'}:{shop.environment['PATH']}"
        self.write("app/Dockerfile", DOCKERFILE)
        self.write("app/main.go", "package main\n")
        self.write("README.md", "about\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("2026-01-02T03:04:05+02:00")

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    def git(self, *command: str, **environment: str) -> str:
        """Run git with nobody's settings."""
        isolated = {"HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1", "PATH": PATH, **environment}
        names = [f"GIT_{role}_{what}" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
        variables = isolated | dict.fromkeys(names, "ann")
        done = subprocess.run(
            ["git", *command], cwd=self.folder, env=variables, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self, date: str) -> str:
        """Commit everything; gives the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=change", GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date)
        return self.git("rev-parse", "HEAD")

    def run(self, name: str, **options: str) -> Done:
        """Run a script from the repository's root, as a job does."""
        usual = {"context": "app", "dockerfile": "Dockerfile", "architecture": "arm64", **options}
        arguments = [word for key, value in usual.items() for word in (f"--{key}", value)]
        variables = {
            **self.shop.environment,
            "PATH": self.path,
            "DOCKER_CALLS": str(self.calls),
            "DOCKER_STATUS": self.status,
        }
        command = [str(self.shop.scripts / name), *arguments]
        return subprocess.run(command, env=variables, cwd=self.folder, capture_output=True, text=True, check=False)

    status = "0"

    def asked(self) -> list[str]:
        """What docker was asked."""
        return self.calls.read_text().splitlines() if self.calls.exists() else []

    def name(self, **options: str) -> str:
        """The tag of the source as it is committed."""
        done = self.run("find-image.sh", repository=f"{ECR}/{NAME}", **options)
        assert done.returncode == 0, done
        named, digest = done.stdout.splitlines()
        assert digest == "digest="
        return named.removeprefix("tag=")
