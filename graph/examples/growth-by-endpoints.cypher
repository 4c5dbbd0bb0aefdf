// title_zh: 由首尾两年推算的年均增长率是多少？
// title_en: Which growth do the first and the last year imply?
// grade: 3
MATCH (number:Observation)-[:ABOUT]->(market:Market)
WHERE number.indicator = 'market_size' AND number.value IS NOT NULL AND number.period_end IS NOT NULL AND number.unit IN ['CNY', 'USD']
WITH market, number.unit AS unit, min(number.period_end) AS first, max(number.period_end) AS last, collect(number) AS numbers
WHERE last > first
WITH market, unit, first, last,
     [n IN numbers WHERE n.period_end = first | n.value][0] AS low,
     [n IN numbers WHERE n.period_end = last | n.value][0] AS high
RETURN market, unit, first, last, low, high, round(1000.0 * ((high / low) ^ (1.0 / (last - first)) - 1)) / 10 AS percent_a_year
ORDER BY percent_a_year DESC, market.id
