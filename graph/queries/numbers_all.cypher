// Every observation with all that it is about and its regions; as many as $limit.
// Parameters: limit (integer)
// Columns: observation, about, regions
MATCH (o:Observation)
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Thing)
OPTIONAL MATCH (o)-[:IN_REGION]->(region:Thing)
RETURN o AS observation, collect(DISTINCT subject.id) AS about, collect(DISTINCT region.id) AS regions
ORDER BY observation.indicator, observation.period_start, observation.period_end, observation.id
LIMIT $limit
