// What discrepancies are about, and the evidence that they rest on; as many as $limit. Mere remarks (info) are left out.
// Parameters: limit (integer)
// Columns: id, evidence
MATCH (d:Discrepancy)-[:ABOUT]->(n:Thing)
WHERE d.severity IS NULL OR d.severity <> 'info'
RETURN n.id AS id, d.evidence AS evidence
ORDER BY id
LIMIT $limit
