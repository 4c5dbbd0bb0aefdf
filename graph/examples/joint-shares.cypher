// title_zh: 哪些份额是几家企业合计的？
// title_en: Which shares belong to several firms together?
// grade: 2
MATCH (number:Observation)-[:ABOUT]->(who:Entity)
WHERE number.indicator = 'market_share'
WITH number, collect(who.id) AS holders
WHERE size(holders) > 1
RETURN number.name AS number, number.value AS percent, holders
ORDER BY percent DESC, number
