// Where facts stand in their sources: section, lines, figures and endnotes of these pieces of evidence.
// Parameters: ids (list of strings)
// Columns: id, source, section, line_start, line_end, figure, endnote
UNWIND $ids AS wanted
MATCH (e:Thing {id: wanted})
RETURN e.id AS id, e.source AS source, e.section AS section, e.line_start AS line_start, e.line_end AS line_end,
       e.figure AS figure, e.endnote AS endnote
