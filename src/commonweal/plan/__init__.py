"""The plan: the programme in blocks, its solution, its certificate and its run folder."""
