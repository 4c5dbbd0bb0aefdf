"""Empty tables made from the ontology, for people to fill in and to import again."""

from ingest.templates.columns import Sheet, sheets
from ingest.templates.text_files import csv_files
from ingest.templates.workbook import workbook

__all__ = ["Sheet", "csv_files", "sheets", "workbook"]
