// title_zh: 哪些企业用同样的技术？
// title_en: Which organisations use the same technology?
// grade: 3
MATCH (a:Organization)-[:USES]->(what)<-[:USES]-(b:Organization)
WHERE a.id < b.id
RETURN a, b, collect(what.name_zh) AS shared_zh, count(what) AS shared
ORDER BY shared DESC, a.id, b.id
