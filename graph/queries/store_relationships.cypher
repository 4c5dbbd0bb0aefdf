// Every relationship between loaded nodes, with the ids of its ends, for reading the graph back.
// Parameters: none.
// Columns: relationship, start, end (ids of nodes).
MATCH (a:Thing)-[relationship]->(b:Thing)
WHERE a._digest IS NOT NULL AND b._digest IS NOT NULL
RETURN relationship, a.id AS start, b.id AS end
