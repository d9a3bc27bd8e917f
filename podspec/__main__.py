"""`python -m podspec`, and the entry point of the `podspec` command."""

import sys


def main() -> None:
    """Run podspec. The version needs no argument parser, and scripts ask for it often."""
    if sys.argv[1:] == ["--version"]:
        from podspec import __version__

        print(f"podspec {__version__}")  # noqa: T201 - without click, which takes longer to import than all else
        return
    import gc

    from podspec.cli import main as run

    # Importing and compiling make many objects that stay: looking through them again and again finds nothing.
    gc.set_threshold(100_000)

    run()


if __name__ == "__main__":
    main()
