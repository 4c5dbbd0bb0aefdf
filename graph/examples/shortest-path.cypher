// title_zh: 两个事物之间最短的联系有哪些？
// title_en: What are the shortest chains between two things?
// grade: 3
// $from: text = org:nvidia | 从 | From
// $to: text = place:shanghai | 到 | To
MATCH (a:Thing {id: $from}), (b:Thing {id: $to})
MATCH path = allShortestPaths((a)-[*..6]-(b))
WITH path, reduce(way = '', n IN nodes(path) | way + n.id + ' ') AS way
RETURN path, length(path) AS steps
ORDER BY way
LIMIT 20
