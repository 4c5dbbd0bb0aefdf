"""How it gets in: tables, RDF, documents; the report's own tables in ingest/report/."""

from ingest.bringing import build_report, import_files

__all__ = ["build_report", "import_files"]
