// These things with everything that is known of them, for taking a view along. Ids that nothing has are left out.
// Parameters: ids (list of strings)
// Columns: node
UNWIND $ids AS wanted
MATCH (n:Thing {id: wanted})
RETURN n AS node
