// title_zh: 芯片产业链的各个环节被谁垄断？
// title_en: Who dominates which part of the chip chain?
// grade: 2
// $parts: list = prod:eda-software, prod:silicon-wafer, prod:chip-material | 其他环节 | Other parts
MATCH (who)-[relation:DOMINATES]->(part)
WHERE part:ChipType OR (part:Stage AND part.id STARTS WITH 'stage:chip') OR part.id IN $parts
RETURN who, relation, part, relation.share AS share
ORDER BY part.id, who.id
