"""What is taught, to whom, when, with what result."""
