// Things by their ids with everything that is known of them.
// Parameters: ids (list of strings)
// Columns: node
UNWIND $ids AS wanted
MATCH (n:Thing {id: wanted})
RETURN n AS node
