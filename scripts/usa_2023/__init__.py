"""Makes the bundled economy usa-2023 from raw tables; the entry is ``derive.py``."""
