// title_zh: 一项技术最终依赖什么？
// title_en: What does a thing depend on, in the end?
// grade: 3
// $id: text = industry:manufacturing | 标识 | Id
MATCH path = (thing:Thing {id: $id})-[:DEPENDS_ON|USES*1..3]->(basis)
RETURN path, basis, length(path) AS steps
ORDER BY steps, basis.id
LIMIT 100
