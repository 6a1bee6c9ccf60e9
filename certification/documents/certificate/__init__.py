"""The certificate: its page."""
