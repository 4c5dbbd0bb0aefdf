// The numbers about one thing: each observation with all the things it is about and its regions; as many as $limit.
// Parameters: id (string), limit (integer)
// Columns: observation, about, regions
MATCH (n:Thing {id: $id})<-[:ABOUT]-(o:Observation)
WITH DISTINCT o
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Thing)
OPTIONAL MATCH (o)-[:IN_REGION]->(region:Thing)
RETURN o AS observation, collect(DISTINCT subject.id) AS about, collect(DISTINCT region.id) AS regions
ORDER BY observation.indicator, observation.period_start, observation.period_end, observation.id
LIMIT $limit
