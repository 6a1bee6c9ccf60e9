"""Pages of the editing rooms that are ours."""
