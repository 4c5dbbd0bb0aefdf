// Who stands beside these things, each neighbour once a thing, in either direction; as many as $limit.
// Neighbours with one of the labels in $without (observations, evidence) are not walked to.
// Parameters: ids (list of strings), without (list of strings), limit (integer)
// Columns: id, neighbour
UNWIND $ids AS wanted
MATCH (n:Thing {id: wanted})-[r]-(m:Thing)
WHERE m.id <> wanted AND none(label IN labels(m) WHERE label IN $without)
RETURN DISTINCT wanted AS id, m.id AS neighbour
LIMIT $limit
