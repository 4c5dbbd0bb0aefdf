// title_zh: 一个市场的规模如何变化？
// title_en: How does a market grow?
// grade: 2
// $market: text = market:ai-chip-china | 市场的标识 | Market id
MATCH (number:Observation)-[:ABOUT]->(market:Market)
WHERE market.id = $market AND number.indicator = 'market_size'
RETURN number.period_end AS year, coalesce(number.value, number.value_max) AS amount, number.kind AS kind, number.printed AS printed, number
ORDER BY year
