// The observations with these ids, each with all that it is about and its regions.
// Parameters: ids (list of strings)
// Columns: observation, about, regions
UNWIND $ids AS wanted
MATCH (o:Thing {id: wanted})
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Thing)
OPTIONAL MATCH (o)-[:IN_REGION]->(region:Thing)
RETURN o AS observation, collect(DISTINCT subject.id) AS about, collect(DISTINCT region.id) AS regions
