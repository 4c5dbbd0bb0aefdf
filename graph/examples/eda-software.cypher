// title_zh: 芯片设计软件（EDA）依赖谁？
// title_en: On whom does chip design software depend?
// grade: 2
MATCH (vendor:EDAVendor)
OPTIONAL MATCH (vendor)-[makes:MAKES|DOMINATES]->(what)
OPTIONAL MATCH (vendor)-[:OWNED_BY]->(owner)
RETURN vendor, owner, collect(DISTINCT what.name_zh) AS makes_or_dominates
ORDER BY vendor.id
