// Who stands beside these things by relations of one type, `outgoing` when the things are the subjects; as many as $limit.
// Neighbours with one of the labels in $without (observations, evidence) are not walked to.
// Parameters: ids (list of strings), type (string), outgoing (boolean), without (list of strings), limit (integer)
// Columns: id, neighbour
UNWIND $ids AS wanted
MATCH (n:Thing {id: wanted})-[r]-(m:Thing)
WITH wanted, r, m, startNode(r).id = wanted AS from_here
WHERE type(r) = $type AND from_here = $outgoing AND m.id <> wanted
  AND none(label IN labels(m) WHERE label IN $without)
RETURN DISTINCT wanted AS id, m.id AS neighbour
LIMIT $limit
