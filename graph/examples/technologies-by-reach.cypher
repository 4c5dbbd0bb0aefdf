// title_zh: 哪些技术用在最多的地方？
// title_en: Which technologies reach furthest?
// grade: 3
// $most: integer = 15 | 最多几项 | At most
MATCH (technology:Technology)-[:APPLIED_IN|ENABLES|USES]-(other:Entity)
RETURN technology, count(DISTINCT other) AS reach
ORDER BY reach DESC, technology.id
LIMIT $most
