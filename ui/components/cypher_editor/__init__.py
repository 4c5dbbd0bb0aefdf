"""The query editor: Cypher and SPARQL with completion from the live schema, and remarks while one types."""

from ui.components.cypher_editor.component import Act, Draft, Remark, Remarks, editor

__all__ = ["Act", "Draft", "Remark", "Remarks", "editor"]
