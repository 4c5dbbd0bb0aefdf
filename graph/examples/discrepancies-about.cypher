// title_zh: 哪些数字互相矛盾？
// title_en: Which numbers contradict each other?
// grade: 3
MATCH (spot:Discrepancy)-[:ABOUT]->(number:Observation)
WITH spot, collect(number.printed) AS printed, count(number) AS numbers
WHERE numbers > 1
RETURN spot, spot.kind AS kind, printed
ORDER BY spot.id
