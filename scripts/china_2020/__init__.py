"""Makes the bundled economy china-2020 from raw tables; the entry is ``derive.py``."""
