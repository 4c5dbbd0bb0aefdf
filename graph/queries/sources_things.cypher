// What every entity, number and discrepancy rests on, whether it has evidence or not.
// Things with one of the labels in $without (evidence, the sources themselves) are left out.
// Parameters: without (list of strings), limit (integer)
// Columns: id, labels, evidence
MATCH (n:Thing)
WHERE none(label IN labels(n) WHERE label IN $without)
RETURN n.id AS id, labels(n) AS labels, n.evidence AS evidence
ORDER BY id
LIMIT $limit
