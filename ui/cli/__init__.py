"""The command line: ``zhitu``, a thin rim around the packages beneath it."""

from ui.cli.app import main

__all__ = ["main"]
