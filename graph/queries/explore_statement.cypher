// One relation between two known things, found through its subject, with both ends' names read elsewhere.
// Parameters: start (string), id (string)
// Columns: id, type, start, end, properties
MATCH (a:Thing {id: $start})-[r]->(b:Thing)
WHERE r.id = $id
RETURN r.id AS id, type(r) AS type, a.id AS `start`, b.id AS `end`, properties(r) AS properties
LIMIT 1
