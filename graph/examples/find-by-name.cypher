// title_zh: 名称里有某个词的事物有哪些？
// title_en: Which things have a word in their name?
// grade: 1
// $word: text = 芯片 | 词 | Word
MATCH (thing:Entity)
WHERE thing.name_zh CONTAINS $word OR toLower(thing.name_en) CONTAINS toLower($word)
RETURN thing, labels(thing) AS labels
ORDER BY thing.id
LIMIT 50
