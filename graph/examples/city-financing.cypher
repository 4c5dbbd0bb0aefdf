// title_zh: 各城市的人工智能融资有多少？
// title_en: How much AI financing did the cities see?
// grade: 2
MATCH (number:Observation)-[:ABOUT]->(city:City)
WHERE number.indicator = 'financing_amount'
RETURN city.name_zh AS city_zh, city.name_en AS city_en, number.value AS amount, number.currency AS currency, number.printed AS printed
ORDER BY amount DESC
