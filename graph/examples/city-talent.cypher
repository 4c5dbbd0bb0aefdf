// title_zh: 各城市的人工智能人才占比如何？
// title_en: How is AI talent spread over the cities?
// grade: 2
MATCH (number:Observation)-[:ABOUT]->(city:City)
WHERE number.indicator = 'talent_share'
RETURN city.name_zh AS city_zh, city.name_en AS city_en, number.value AS percent
ORDER BY percent DESC
