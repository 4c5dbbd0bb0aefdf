// title_zh: 一个应用场景适合哪类芯片？
// title_en: Which chip suits an application scenario?
// grade: 2
// $use: text = 训练 | 场景 | Scenario
MATCH (chip:ChipType)-[relation:APPLIED_IN|SUITED_FOR]->(use)
WHERE use.name_zh CONTAINS $use OR toLower(use.name_en) CONTAINS toLower($use)
RETURN chip, relation, use
ORDER BY use.id, chip.id
