// Relations by their ids, found through their subjects, with all that qualifies them.
// Parameters: starts (list of strings: the subjects), ids (list of strings)
// Columns: id, type, start, end, properties
UNWIND $starts AS wanted
MATCH (a:Thing {id: wanted})-[r]->(b:Thing)
WHERE r.id IN $ids
RETURN r.id AS id, type(r) AS type, a.id AS `start`, b.id AS `end`, properties(r) AS properties
