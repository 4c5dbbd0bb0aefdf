// In which section of their source these pieces of evidence stand.
// Parameters: ids (list of strings)
// Columns: id, section
UNWIND $ids AS wanted
MATCH (e:Thing {id: wanted})
WHERE e.section IS NOT NULL
RETURN e.id AS id, e.section AS section
