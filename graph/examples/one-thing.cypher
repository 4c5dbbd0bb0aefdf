// title_zh: 关于一个事物，图谱说了什么？
// title_en: What does the graph say about one thing?
// grade: 1
// $id: text = org:nvidia | 标识 | Id
MATCH (thing:Thing {id: $id})-[relation]-(other:Entity)
RETURN thing, relation, other
ORDER BY type(relation), other.id
