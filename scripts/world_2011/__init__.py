"""How the bundled economy world-2011 is derived from raw tables."""
