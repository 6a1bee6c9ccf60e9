"""The rows of each kind of requirement, and of leaving: see `certification.selectors.sources`."""
