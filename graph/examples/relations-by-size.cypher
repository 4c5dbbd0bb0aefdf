// title_zh: 图谱里每种关系各有多少条？
// title_en: How many relations of each type are there?
// grade: 1
// $most: integer = 20 | 最多几种 | At most
MATCH (:Entity)-[relation]->(:Entity)
RETURN type(relation) AS relation, count(*) AS relations
ORDER BY relations DESC, relation
LIMIT $most
