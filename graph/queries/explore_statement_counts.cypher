// How many relations one thing has, by type and direction; `outgoing` is true where the thing is the subject.
// Parameters: id (string), without (list of strings)
// Columns: type, outgoing, count
MATCH (n:Thing {id: $id})-[r]-(m:Thing)
WHERE none(label IN labels(m) WHERE label IN $without)
RETURN type(r) AS type, startNode(r).id = $id AS outgoing, count(DISTINCT r.id) AS count
ORDER BY type, outgoing
