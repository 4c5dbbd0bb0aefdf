// title_zh: 各类算法用在哪些行业？
// title_en: In which industries are which algorithms used?
// grade: 1
MATCH (algorithm:Algorithm)-[relation:APPLIED_IN]->(industry:Industry)
RETURN algorithm, collect(industry.name_zh) AS industries_zh, count(relation) AS industries
ORDER BY industries DESC, algorithm.id
