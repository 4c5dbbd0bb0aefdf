// title_zh: 一个主体面临哪些挑战，如何应对？
// title_en: Which challenges does someone face, and what addresses them?
// grade: 2
// $who: text = 制造业 | 谁 | Who
MATCH (who)-[relation:FACES]->(challenge:Challenge)
WHERE who.name_zh CONTAINS $who OR toLower(who.name_en) CONTAINS toLower($who)
OPTIONAL MATCH (challenge)-[:ADDRESSED_BY]->(answer)
RETURN who, relation, challenge, collect(answer.name_zh) AS answers_zh
ORDER BY who.id, challenge.id
