// Every piece of evidence: the places in sources that facts rest on.
// Parameters: limit (integer)
// Columns: id, source, section, line_start, line_end, figure, endnote
MATCH (e:Evidence)
RETURN e.id AS id, e.source AS source, e.section AS section, e.line_start AS line_start, e.line_end AS line_end,
       e.figure AS figure, e.endnote AS endnote
ORDER BY id
LIMIT $limit
