// title_zh: 工业互联网平台由谁运营？
// title_en: Who operates the industrial internet platforms?
// grade: 1
MATCH (operator)-[relation:OPERATES|DEVELOPS]->(platform:Platform)
RETURN operator, relation, platform
ORDER BY platform.id, operator.id, type(relation)
