"""The report, written down as tables."""
