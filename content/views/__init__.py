"""Pages of the content that are no pages of Wagtail's tree."""
