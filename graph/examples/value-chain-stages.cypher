// title_zh: 一条产业链有哪些环节，先后如何？
// title_en: Which stages does a value chain have, in which order?
// grade: 2
// $chain: text = 芯片 | 产业链 | Value chain
MATCH (chain:ValueChain)-[relation:HAS_STAGE]->(stage)
WHERE chain.name_zh CONTAINS $chain OR toLower(chain.name_en) CONTAINS toLower($chain)
OPTIONAL MATCH (stage)-[:PRECEDES]->(following)
RETURN chain, relation, stage, following
ORDER BY chain.id, stage.id
