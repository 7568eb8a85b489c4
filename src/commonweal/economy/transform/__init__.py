"""Transformations of accounts and economies: pure functions, nothing moved or lost unsaid."""
