"""The public face: Wagtail pages, blocks and snippets; reads the domain."""
