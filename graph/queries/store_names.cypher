// What names stand for beside the ontology's: the registry that the mapping reads the graph back with.
// Parameters: none.
// Columns: kind ("label", "type" or "key"), name, iri, slot (which of a predicate's values a key holds).
MATCH (n:ZhituName)
RETURN n.kind AS kind, n.name AS name, n.iri AS iri, n.slot AS slot
