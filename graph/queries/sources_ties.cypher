// What sources say of themselves: their parts, what they cite, what they are about, who published them.
// Parameters: limit (integer)
// Columns: type, start, end
MATCH (s:Source)-[r]->(t:Thing)
RETURN DISTINCT type(r) AS type, s.id AS `start`, t.id AS `end`
ORDER BY `start`, type, `end`
LIMIT $limit
