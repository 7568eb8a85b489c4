"""Exact linear theory of prices, profit and the choice of technique: what can be proved."""
