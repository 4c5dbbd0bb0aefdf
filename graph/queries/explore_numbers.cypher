// Every number of the graph with what it is about and its regions, for search, for sizes and for rules; as many as $limit.
// Parameters: limit (integer)
// Columns: observation, about, regions
MATCH (o:Observation)
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Thing)
OPTIONAL MATCH (o)-[:IN_REGION]->(region:Thing)
WITH o, collect(DISTINCT subject.id) AS about, collect(DISTINCT region.id) AS regions
RETURN o AS observation, about, regions
ORDER BY observation.id
LIMIT $limit
