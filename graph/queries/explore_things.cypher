// The things with these ids, as lists and the canvas name them. Ids that nothing has are left out.
// Parameters: ids (list of strings)
// Columns: id, labels, name, name_zh, name_en, aliases, number, description_zh, description_en
UNWIND $ids AS wanted
MATCH (n:Thing {id: wanted})
RETURN n.id AS id, labels(n) AS labels, n.name AS name, n.name_zh AS name_zh, n.name_en AS name_en,
       n.aliases AS aliases, n.number AS number,
       n.description_zh AS description_zh, n.description_en AS description_en
