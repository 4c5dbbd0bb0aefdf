// title_zh: 图谱里每类事物各有多少？
// title_en: How many things of each class are there?
// grade: 1
// $most: integer = 20 | 最多几类 | At most
MATCH (thing:Entity)
UNWIND labels(thing) AS label
WITH label, count(*) AS things
WHERE label <> 'Thing' AND label <> 'Entity'
RETURN label, things
ORDER BY things DESC, label
LIMIT $most
