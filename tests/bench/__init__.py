"""What pages, writes and jobs cost, in seconds of the processor: `make bench` (python -m tests.bench).

For each database and size: a database of its own (under var/bench) holds the demonstration and generated supporters; the
real server with one thread serves it; a client asks over one kept-alive connection, and reads before and after each
request how long the web server and PostgreSQL have kept a processor busy. That is no wall time, so other programs
on the machine matter little, and what they do matters less still because every request has one of the measure right
before it: a bare Wagtail page, or a view that inserts one row (`measured.bare`).

The package `measured` runs inside the checkout that is measured, which BENCH_BEFORE may name beside this one: it
knows the portal by its addresses and commands, and by models that seldom change.
"""
