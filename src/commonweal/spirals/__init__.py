"""Spirals that a market is said to fall into: each tried over many closures, shown or refuted."""
