// Every node that was loaded, whole, for reading the graph back.
// Parameters: none.
// Columns: node.
MATCH (node:Thing)
WHERE node._digest IS NOT NULL
RETURN node
