"""podspec's own files in a repository, below `.podspec/`: each stands there as a whole, or not at all."""

from contextlib import suppress

from podspec.pipeline.tree import Tree

FOLDER = ".podspec"
_UNFINISHED = f"{FOLDER}/unfinished"


def put(tree: Tree, path: str, content: bytes, mode: int = 0o644) -> None:
    """Write one of podspec's own files, durably. The caller holds the lock, and there is one writer at a time.

    Raises:
        OSError: if the file system does not let it. What stood at the path stands there still.
    """
    tree.make_folders(path)
    tree.remove(_UNFINISHED)
    tree.create(_UNFINISHED, content, mode)
    try:
        tree.sync_file(_UNFINISHED)
        tree.rename(_UNFINISHED, path)
    except OSError:
        with suppress(OSError):  # whatever the disk refuses now, the next writer begins with it
            clear(tree)
        raise
    tree.sync(path.rpartition("/")[0])


def clear(tree: Tree) -> None:
    """Take away what a crash in `put` left."""
    tree.remove(_UNFINISHED)
