// Every thing that has a name, with all its names, for the search box; as many as $limit.
// Things with one of the labels in $without (observations, evidence) are left out.
// Parameters: without (list of strings), limit (integer)
// Columns: id, labels, name, name_zh, name_en, aliases, misspellings
MATCH (n:Thing)
WHERE none(label IN labels(n) WHERE label IN $without)
RETURN n.id AS id, labels(n) AS labels, n.name AS name, n.name_zh AS name_zh, n.name_en AS name_en,
       n.aliases AS aliases, n.misspellings AS misspellings
LIMIT $limit
