// Every discrepancy with all that is known of it and the things that it sets against each other; as many as $limit.
// Parameters: limit (integer)
// Columns: discrepancy, about
MATCH (d:Discrepancy)
OPTIONAL MATCH (d)-[:ABOUT]->(thing:Thing)
RETURN d AS discrepancy, collect(DISTINCT thing.id) AS about
ORDER BY discrepancy.id
LIMIT $limit
