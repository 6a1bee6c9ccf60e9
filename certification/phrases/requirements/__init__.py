"""The sentences about each kind of requirement: see `certification.phrases.kinds`."""
