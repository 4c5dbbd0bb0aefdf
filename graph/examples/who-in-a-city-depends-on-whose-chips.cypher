// title_zh: 一座城市的园区里有谁，依赖谁的芯片？
// title_en: Who in a city depends on whose chips?
// grade: 2
// $city: text = 上海 | 城市 | City
MATCH (city:City)-[:HAS_PARK]->(park)-[:HAS_TENANT]->(tenant)
WHERE city.name_zh = $city OR city.name_en = $city
MATCH (tenant)-[use:DEVELOPS|MAKES|REPRESENTS|USES]->(product)
OPTIONAL MATCH (product)-[need:DEPENDS_ON|USES]->(chip:Chip)
OPTIONAL MATCH (product)<-[:DOMINATES]-(rival:ChipVendor)
RETURN park, tenant, use, product, need, chip, collect(DISTINCT rival.name_zh) AS dominated_by
ORDER BY tenant.id, product.id, chip.id
