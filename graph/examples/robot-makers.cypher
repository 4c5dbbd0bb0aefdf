// title_zh: 机器人厂商制造什么？
// title_en: What do the robot makers make?
// grade: 1
MATCH (maker:RobotMaker)-[relation:MAKES]->(product)
RETURN maker, relation, product
ORDER BY maker.id, product.id
