"""Figures, the report, the workbook and the exchange table of a plan."""
