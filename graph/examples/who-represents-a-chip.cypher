// title_zh: 谁是一种芯片的代表企业？
// title_en: Who are the representative companies of a chip type?
// grade: 2
// $chip: text = GPU | 芯片类型 | Chip type
MATCH (vendor:Organization)-[relation:REPRESENTS]->(chip:ChipType)
WHERE chip.name_zh = $chip OR chip.name_en = $chip
RETURN vendor, relation, chip
ORDER BY vendor.id
