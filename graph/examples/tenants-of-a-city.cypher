// title_zh: 一座城市的园区里有哪些企业？
// title_en: Which organisations are in a city's parks?
// grade: 2
// $city: text = 上海 | 城市 | City
MATCH (city:City)-[:HAS_PARK]->(park)-[relation:HAS_TENANT]->(tenant)
WHERE city.name_zh = $city OR city.name_en = $city
RETURN park, relation, tenant
ORDER BY park.id, tenant.id
