// What every relation between things rests on, whether it has evidence or not.
// Relations of things with one of the labels in $without (sources, numbers, discrepancies) are left out.
// Parameters: without (list of strings), limit (integer)
// Columns: id, type, start, end, evidence
MATCH (a:Thing)-[r]->(b:Thing)
WHERE none(label IN labels(a) WHERE label IN $without)
RETURN r.id AS id, type(r) AS type, a.id AS `start`, b.id AS `end`, r.evidence AS evidence
ORDER BY `start`, type, `end`, id
LIMIT $limit
