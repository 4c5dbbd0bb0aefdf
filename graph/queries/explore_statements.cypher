// The relations of one thing in both directions, and which thing stands at the other end; as many as $limit.
// Other ends with one of the labels in $without (observations, discrepancies) have queries of their own.
// Parameters: id (string), without (list of strings), limit (integer)
// Columns: id, type, start, end, properties, other
MATCH (n:Thing {id: $id})-[r]-(m:Thing)
WHERE none(label IN labels(m) WHERE label IN $without)
RETURN DISTINCT r.id AS id, type(r) AS type, startNode(r).id AS `start`, endNode(r).id AS `end`,
       properties(r) AS properties, m.id AS other
ORDER BY type, id
LIMIT $limit
