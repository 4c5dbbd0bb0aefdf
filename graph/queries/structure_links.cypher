// Which relationship types join things with which labels, with which property keys, and how often.
// Parameters: none
// Columns: start, type, end, keys, count
MATCH (a:Thing)-[r]->(b:Thing)
WITH labels(a) AS `start`, type(r) AS type, labels(b) AS `end`, keys(r) AS keys
RETURN `start`, type, `end`, keys, count(*) AS count
