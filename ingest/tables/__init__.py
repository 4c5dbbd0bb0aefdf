"""Tables as people write them: .csv and .xlsx files, read into rows under known columns."""

from ingest.tables.reading import Row, Table, TableFile, Tables, read_tables

__all__ = ["Row", "Table", "TableFile", "Tables", "read_tables"]
