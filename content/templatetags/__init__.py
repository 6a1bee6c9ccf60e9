"""Tags for the pages of the editing rooms."""
