"""How it gets in: tables, RDF, documents; the report's own tables in ingest/report/."""
