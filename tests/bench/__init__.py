"""What pages and the gate cost: `make bench`.

A database of its own (var/bench) holds the demonstration and 10,000 generated supporters. The real server
serves it; a second process asks for the pages in turn over one kept-alive connection, so that noise hits
all alike. The measure is a bare Wagtail page (`tests.bench.bare`) on the same server in the same run.
"""
