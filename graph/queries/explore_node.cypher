// One thing with everything that is known of it, for its card.
// Parameters: id (string)
// Columns: node
MATCH (n:Thing {id: $id})
RETURN n AS node
