// title_zh: 多少关系是明言的，多少是推得的？
// title_en: How many relations are stated, how many inferred?
// grade: 3
MATCH (:Entity)-[relation]->(:Entity)
WHERE relation.status IS NOT NULL
RETURN relation.status AS status, count(*) AS relations
ORDER BY relations DESC
