"""The profit-driven regime."""
