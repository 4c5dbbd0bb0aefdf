// title_zh: 报告有哪些章？
// title_en: Which chapters does the report have?
// grade: 1
MATCH (section:Section)
WHERE section.number IS NOT NULL AND NOT section.number CONTAINS '.'
RETURN section.number AS number, section.name_zh AS name_zh, section.name_en AS name_en
ORDER BY number
