"""Forms of the curriculum: they shape input; the services decide."""
