// Which property keys stand together on things with which labels, and how many such things there are.
// Parameters: none
// Columns: labels, keys, count
MATCH (n:Thing)
WITH labels(n) AS labels, keys(n) AS keys
RETURN labels, keys, count(*) AS count
