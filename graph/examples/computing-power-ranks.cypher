// title_zh: 各城市的人工智能算力排名如何？
// title_en: How do the cities rank in AI computing power?
// grade: 2
MATCH (number:Observation)-[:ABOUT]->(city:City)
WHERE number.indicator = 'computing_rank'
RETURN city, number.value AS rank, number.period_end AS year, number
ORDER BY rank
