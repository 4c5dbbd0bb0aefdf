// Relations by their ids, found through their subjects, with all that qualifies them.
// Parameters: asked (list of maps: the subject's id as start, and the ids of its relations)
// Columns: id, type, start, end, properties
UNWIND $asked AS wanted
MATCH (a:Thing {id: wanted.start})-[r]->(b:Thing)
WHERE r.id IN wanted.ids
RETURN r.id AS id, type(r) AS type, a.id AS `start`, b.id AS `end`, properties(r) AS properties
