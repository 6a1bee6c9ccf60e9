"""The demonstration cohort: invented people at every stage, built only through the services."""
