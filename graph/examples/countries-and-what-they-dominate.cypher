// title_zh: 各国主导哪些环节？
// title_en: Which parts do which countries dominate?
// grade: 3
MATCH (country:Country)-[relation:DOMINATES]->(part)
RETURN country, count(relation) AS parts, collect(part.name_zh) AS parts_zh
ORDER BY parts DESC, country.id
