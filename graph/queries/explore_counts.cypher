// How many things carry each label.
// Parameters: none
// Columns: label, count
MATCH (n:Thing)
UNWIND labels(n) AS label
RETURN label, count(*) AS count
ORDER BY label
