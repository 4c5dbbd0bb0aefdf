// title_zh: 谁是竞争对手的竞争对手？
// title_en: Who competes with whose rivals?
// grade: 3
MATCH (a:Organization)-[:COMPETES_WITH]-(b)-[:COMPETES_WITH]-(c:Organization)
WHERE a.id < c.id AND NOT (a)-[:COMPETES_WITH]-(c)
RETURN DISTINCT a, b, c
ORDER BY a.id, b.id, c.id
