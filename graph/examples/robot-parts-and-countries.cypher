// title_zh: 工业机器人的核心零部件由哪些国家主导？
// title_en: Which countries dominate the core parts of industrial robots?
// grade: 2
MATCH (part:Component)-[into:GOES_INTO]->(robot:Robot)
OPTIONAL MATCH (who)-[relation:DOMINATES]->(part)
RETURN robot, into, part, relation, who
ORDER BY part.id, who.id
