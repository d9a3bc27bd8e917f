"""Faults in how files are read and written: paths, durability, the lock, and what is kept for its owner."""

from honesty.fault import Fault

_TREE, _TRANSACTION = "tests/unit/pipeline/test_tree.py::", "tests/unit/pipeline/test_transaction.py::"
_PATHS, _DURABILITY = "tests/hostile/test_paths.py::", "tests/hostile/test_durability.py::"
_RENDER = "tests/drift/test_render.py::"

FAULTS = (
    Fault(
        "a file is renamed before its bytes are on the disk",
        "podspec/pipeline/tree.py",
        "                os.fsync(descriptor)\n",
        "                pass\n",
        (_DURABILITY + "test_each_file_is_durable_before_its_name_and_each_name_before_the_next_step",),
    ),
    Fault(
        "a name is not made durable",
        "podspec/pipeline/tree.py",
        "        os.fsync(folder)\n",
        "        pass\n",
        (
            _DURABILITY + "test_each_file_is_durable_before_its_name_and_each_name_before_the_next_step",
            _TREE + "test_a_disk_that_fails_to_make_names_durable_is_an_error",
        ),
    ),
    Fault(
        "a new folder is not made durable",
        "podspec/pipeline/tree.py",
        "                grown[outer] = None\n",
        "",
        (_TREE + "test_a_new_folder_is_durable_and_as_open_as_any",),
    ),
    Fault(
        "new files are not synced before the mark",
        "podspec/pipeline/transaction.py",
        "    overlap(lambda near, path: near.sync_file(path), temporaries, tree.staying)\n",
        "",
        (
            _DURABILITY + "test_each_file_is_durable_before_its_name_and_each_name_before_the_next_step",
            _TRANSACTION + "test_everything_is_durable_before_the_next_step_begins",
        ),
    ),
    Fault(
        "the folders of new files are not synced before the mark",
        "podspec/pipeline/transaction.py",
        "temporaries, tree.staying)\n    _sync_folders(tree, steps)\n",
        "temporaries, tree.staying)\n",
        (
            _DURABILITY + "test_each_file_is_durable_before_its_name_and_each_name_before_the_next_step",
            _TRANSACTION + "test_everything_is_durable_before_the_next_step_begins",
        ),
    ),
    Fault(
        "a path is resolved first and opened then",
        "podspec/pipeline/tree.py",
        "            for depth, component in enumerate(components):\n"
        "                outer = descriptor\n"
        '                descriptor = open_folder(outer, component, "/".join(components[: depth + 1]))\n',
        "            for depth, component in enumerate(components):\n"
        "                outer = descriptor\n"
        "                followed = self.root.joinpath(*components[: depth + 1]).resolve()\n"
        "                descriptor = os.open(followed, os.O_RDONLY)\n",
        (
            _TREE + "test_nothing_goes_through_a_symlink",
            _PATHS + "test_nothing_is_written_removed_or_read_behind_a_symlink",
        ),
    ),
    Fault(
        "a folder may be a symlink",
        "podspec/pipeline/way.py",
        "_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC",
        "_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC",
        (
            _TREE + "test_nothing_goes_through_a_symlink",
            _PATHS + "test_nothing_is_written_removed_or_read_behind_a_symlink",
        ),
    ),
    Fault(
        "a file may become a symlink between two looks",
        "podspec/pipeline/tree.py",
        "_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC",
        "_FILE = os.O_RDONLY | os.O_CLOEXEC",
        (
            _TREE + "test_what_was_a_file_a_moment_ago_is_looked_at_again",
            _TREE + "test_a_symlink_is_not_made_durable_in_the_place_of_a_file",
        ),
    ),
    Fault(
        "a new file is written over what stands there",
        "podspec/pipeline/tree.py",
        "os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW",
        "os.O_WRONLY | os.O_CREAT",
        (_TREE + "test_a_new_file_never_takes_the_place_of_a_symlink",),
    ),
    Fault(
        "a path climbs out of the repository",
        "podspec/pipeline/tree.py",
        '_NOWHERE = {"", ".", ".."}',
        '_NOWHERE = {"", "."}',
        (_TREE + "test_a_path_that_does_not_stay_inside_is_refused_by_every_operation",),
    ),
    Fault(
        "a path leads into git's own folder",
        "podspec/pipeline/tree.py",
        '".git" in map(str.lower, found)',
        '".git" in found',
        (_TREE + "test_a_path_that_does_not_stay_inside_is_refused_by_every_operation",),
    ),
    Fault(
        "the lock is not taken",
        "podspec/pipeline/lock.py",
        "fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        "fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)",
        ("tests/unit/pipeline/test_lock.py::test_a_second_process_waits_and_then_names_the_holder",),
    ),
    Fault(
        "an edit is overwritten without a copy",
        "podspec/pipeline/write.py",
        "return drift.kind in _NOT_PODSPECS and not drift.only_mode",
        "return drift.kind in _NOT_PODSPECS and drift.only_mode",
        (
            "tests/unit/pipeline/test_write.py::test_what_was_edited_is_saved_and_made_anew",
            _RENDER + "test_what_may_be_somebodys_work_is_refused_then_saved",
        ),
    ),
    Fault(
        "a copy hides an earlier one",
        "podspec/pipeline/saved.py",
        "return found.kind is Kind.NOTHING or found.holds(content)",
        "return True",
        ("tests/unit/pipeline/test_saved.py::test_a_copy_that_somebody_has_changed_is_left_alone",),
    ),
    Fault(
        "what a manifest without a spec names is deleted, though podspec's header is not on it",
        "podspec/pipeline/gone.py",
        "return spec_in(found) == comment(self.file) and path not in self.handed_over",
        "return path not in self.handed_over",
        ("tests/unit/pipeline/test_gone.py::test_they_go_with_the_manifest_and_nothing_else_does",),
    ),
    Fault(
        "the header alone is enough to delete a file anywhere",
        "podspec/pipeline/compare.py",
        "return spec_in(found) == comment(self.file) and accounted_for",
        "return spec_in(found) == comment(self.file)",
        ("tests/unit/pipeline/test_write.py::test_an_edited_file_in_the_old_output_is_for_a_person_to_move",),
    ),
    Fault(
        "what somebody edits meanwhile is overwritten",
        "podspec/pipeline/transaction.py",
        "        _check_unchanged(tree, changes)\n",
        "",
        (_TRANSACTION + "test_a_file_that_somebody_changes_meanwhile_stops_the_change",),
    ),
    Fault(
        "an old mark commits a new journal",
        "podspec/pipeline/transaction.py",
        "if tree.look(_MARK).content == sha256(journal.content).hexdigest().encode():",
        "if tree.look(_MARK).content:",
        (_TRANSACTION + "test_an_old_mark_never_commits_a_new_journal",),
    ),
    Fault(
        "a journal that came by a copy is obeyed",
        "podspec/pipeline/journal.py",
        'document["journal"] != _SHAPE or document["place"] != _place(tree)',
        'document["journal"] != _SHAPE',
        (
            "tests/unit/pipeline/test_journal.py::test_a_journal_means_nothing_in_a_copy",
            _TRANSACTION + "test_a_journal_that_was_copied_with_its_folder_is_not_obeyed",
        ),
    ),
    Fault(
        "work that was done between a crash and its recovery is lost",
        "podspec/pipeline/transaction.py",
        "    _keep_later_work(tree, step)\n",
        "",
        (_TRANSACTION + "test_an_edit_between_crash_and_recovery_is_saved",),
    ),
    Fault(
        "a path is moved before it is committed that it shall",
        "podspec/pipeline/transaction.py",
        "        put(tree, _MARK, sha256(journal).hexdigest().encode())\n"
        "    except BaseException:\n"
        "        _undo(tree, steps)\n"
        "        raise\n"
        "    _finish(tree, steps, _move)\n",
        "    except BaseException:\n        _undo(tree, steps)\n        raise\n    _finish(tree, steps, _move)\n",
        (
            _TRANSACTION + "test_a_crash_at_any_moment_leaves_all_or_nothing_after_recovery",
            _DURABILITY + "test_files_go_only_when_it_is_committed_that_they_shall",
        ),
    ),
)
