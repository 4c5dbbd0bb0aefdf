// title_zh: 一座城市发布了哪些政策？
// title_en: Which policies did a city issue?
// grade: 1
// $city: text = 上海 | 城市 | City
MATCH (city:City)-[relation:HAS_POLICY]->(policy)
WHERE city.name_zh = $city OR city.name_en = $city
RETURN city, relation, policy
ORDER BY policy.id
