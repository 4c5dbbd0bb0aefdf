// title_zh: 报告自相矛盾之处有哪几类？
// title_en: Of which kinds are the report's discrepancies?
// grade: 3
MATCH (spot:Discrepancy)
RETURN spot.kind AS kind, count(*) AS spots
ORDER BY spots DESC, kind
