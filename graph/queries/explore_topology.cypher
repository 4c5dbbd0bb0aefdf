// Who is connected with whom, each pair and direction once, for importance and the opening view; as many as $limit.
// Parameters: limit (integer)
// Columns: start, end
MATCH (a:Thing)-[r]->(b:Thing)
RETURN DISTINCT a.id AS `start`, b.id AS `end`
LIMIT $limit
