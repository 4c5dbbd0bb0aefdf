// title_zh: 各个市场有多大？
// title_en: How large are the markets?
// grade: 2
// $unit: text = CNY | 单位 | Unit
MATCH (number:Observation)-[:ABOUT]->(market:Market)
WHERE number.indicator = 'market_size' AND number.unit = $unit
RETURN market, number.period_end AS year, number.kind AS kind, number.bound AS bound, coalesce(number.value, number.value_max) AS amount
ORDER BY amount DESC, market.id, year
