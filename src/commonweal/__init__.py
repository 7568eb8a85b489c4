"""Commonweal: an open planning workbench for a whole economy."""
