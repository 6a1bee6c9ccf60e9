"""The documents that the program issues: one folder a kind."""
