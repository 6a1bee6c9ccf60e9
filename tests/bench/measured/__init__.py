"""What runs in the portal that is measured: settings, the server's entry, the bare page, what prepares the database.

Imported as `measured`, with `tests/bench` on the path, so that it can run in an older checkout too.
"""
