"""The editing rooms: what Wagtail does our way for editors, reviewers and coordinators."""
