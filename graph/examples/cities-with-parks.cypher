// title_zh: 哪些城市有哪些园区？
// title_en: Which cities have which parks?
// grade: 1
MATCH (city:City)-[relation:HAS_PARK]->(park:Park)
RETURN city, relation, park
ORDER BY city.id, park.id
