"""Loading the starter program: the texts in content/starter, in our own words, to be approved and edited."""
