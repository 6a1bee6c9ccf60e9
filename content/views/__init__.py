"""Pages of the CMS that are ours."""
