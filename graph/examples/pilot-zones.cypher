// title_zh: 国家人工智能试验区在哪里？
// title_en: Where are the national AI pilot zones?
// grade: 2
MATCH (city:City)-[relation:HAS_PILOT_ZONE]->(zone)
RETURN city, relation, zone
ORDER BY city.id
