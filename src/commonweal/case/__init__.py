"""The case: what is wanted and what is possible, from a study, an economy and a programme."""
