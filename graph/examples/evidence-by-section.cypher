// title_zh: 哪些节提供的事实最多？
// title_en: Which sections carry the most facts?
// grade: 3
// $most: integer = 20 | 最多几节 | At most
MATCH (evidence:Evidence)
WHERE evidence.section IS NOT NULL
RETURN evidence.section AS section, count(*) AS places
ORDER BY places DESC, section
LIMIT $most
