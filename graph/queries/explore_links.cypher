// The relationships among these things, both ends included; as many as $limit.
// Parameters: ids (list of strings), limit (integer)
// Columns: id, type, start, end, properties
UNWIND $ids AS wanted
MATCH (a:Thing {id: wanted})-[r]->(b:Thing)
WHERE b.id IN $ids
RETURN r.id AS id, type(r) AS type, a.id AS `start`, b.id AS `end`, properties(r) AS properties
ORDER BY `start`, `end`, type, id
LIMIT $limit
