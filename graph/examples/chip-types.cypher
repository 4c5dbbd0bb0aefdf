// title_zh: 人工智能芯片分哪几类？
// title_en: What kinds of AI chip are there?
// grade: 1
MATCH (kind:ChipType)-[relation:KIND_OF]->(chip:Chip)
RETURN kind, relation, chip
ORDER BY chip.id, kind.id
