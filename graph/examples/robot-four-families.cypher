// title_zh: 机器人“四大家族”与谁竞争？
// title_en: With whom do the big four robot makers compete?
// grade: 2
MATCH (maker:RobotMaker)-[relation:COMPETES_WITH]-(rival)
RETURN DISTINCT maker, relation, rival
ORDER BY maker.id, rival.id
