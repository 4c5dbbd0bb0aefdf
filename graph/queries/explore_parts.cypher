// The parts of sources that evidence names: works, figures and endnotes by id, sections by number, else by name.
// Parameters: ids (list of strings), marks (list of strings: numbers and names of sections)
// Columns: id, labels, name, name_zh, name_en, aliases, number
UNWIND $ids AS wanted
MATCH (n:Thing {id: wanted})
RETURN n.id AS id, labels(n) AS labels, n.name AS name, n.name_zh AS name_zh, n.name_en AS name_en,
       n.aliases AS aliases, n.number AS number
UNION
MATCH (n:Section)
WHERE n.number IN $marks OR n.name_zh IN $marks
RETURN n.id AS id, labels(n) AS labels, n.name AS name, n.name_zh AS name_zh, n.name_en AS name_en,
       n.aliases AS aliases, n.number AS number
