"""The curriculum's forms. They shape input; the services decide."""
