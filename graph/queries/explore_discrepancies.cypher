// Where the sources contradict themselves about one thing, or the editor had a remark; as many as $limit.
// Parameters: id (string), limit (integer)
// Columns: discrepancy
MATCH (n:Thing {id: $id})<-[:ABOUT]-(d:Discrepancy)
RETURN DISTINCT d AS discrepancy
ORDER BY discrepancy.id
LIMIT $limit
