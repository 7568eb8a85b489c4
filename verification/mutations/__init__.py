"""Mechanisms broken on purpose: every test of theory and market must notice its own."""
