"""Indicators and comparisons, one definition for a plan and a market."""
