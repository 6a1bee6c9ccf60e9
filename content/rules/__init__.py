"""Rules of the content: pure, without a database."""
