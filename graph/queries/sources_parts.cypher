// Every source with all that is known of it: works, and the sections, figures and endnotes that they are made of.
// Parameters: limit (integer)
// Columns: part
MATCH (s:Source)
RETURN s AS part
ORDER BY part.id
LIMIT $limit
