// title_zh: 谁的关系最多？
// title_en: Who has the most relations?
// grade: 3
// $most: integer = 15 | 最多几个 | At most
MATCH (thing:Entity)-[relation]-(:Entity)
RETURN thing, count(relation) AS relations
ORDER BY relations DESC, thing.id
LIMIT $most
