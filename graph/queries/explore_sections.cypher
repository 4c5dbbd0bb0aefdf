// The sections of sources that evidence names, by number where they have one, else by name.
// Parameters: marks (list of strings: numbers and names)
// Columns: number, id, labels, name, name_zh, name_en
MATCH (s:Section)
WHERE s.number IN $marks OR s.name_zh IN $marks
RETURN s.number AS number, s.id AS id, labels(s) AS labels, s.name AS name, s.name_zh AS name_zh, s.name_en AS name_en
ORDER BY id
