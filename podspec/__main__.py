"""`python -m podspec`, and the entry point of the `podspec` command."""

import os
import sys
from contextlib import suppress
from types import ModuleType

_PLUGIN_LOADER = "pydantic.plugin._loader"


def main() -> int:
    """Run podspec. The version needs no argument parser, and scripts ask for it often."""
    if sys.argv[1:] == ["--version"]:
        from podspec import __version__

        # Without click, which takes longer to import than all else. What goes wrong is told on the slow way.
        with suppress(OSError):
            os.write(1, f"podspec {__version__}\n".encode())
            return 0
    import gc

    # Importing and compiling make many objects that stay: looking through them again and again finds nothing.
    gc.set_threshold(1_000_000)
    sys.modules.setdefault(_PLUGIN_LOADER, _NoPlugins(_PLUGIN_LOADER))
    try:
        from podspec.cli import main as run

        run()
    except KeyboardInterrupt:
        # While modules are still being imported; later, the command line itself sees to it.
        return 130


class _NoPlugins(ModuleType):
    """Stands for pydantic's search for plugins among all installed packages: podspec's models use none.

    The search imports a mail reader, an unzipper and more, a tenth of the time that `validate` takes. Whatever
    another version of pydantic asks of this module is answered by the real one.
    """

    @staticmethod
    def get_plugins() -> tuple[()]:
        """No plugins."""
        return ()

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        from importlib import import_module

        del sys.modules[_PLUGIN_LOADER]
        return getattr(import_module(_PLUGIN_LOADER), name)


if __name__ == "__main__":
    raise SystemExit(main())
