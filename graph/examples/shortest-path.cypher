// title_zh: 两个事物之间最短的联系是什么？
// title_en: What is the shortest chain between two things?
// grade: 3
// $from: text = org:nvidia | 从 | From
// $to: text = place:shanghai | 到 | To
MATCH (a:Thing {id: $from}), (b:Thing {id: $to})
MATCH path = shortestPath((a)-[*..6]-(b))
RETURN path, length(path) AS steps
