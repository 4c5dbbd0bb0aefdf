// title_zh: 谁归谁所有？
// title_en: Who is owned by whom?
// grade: 2
MATCH (owned)-[relation:OWNED_BY]->(owner)
RETURN owned, relation, owner
ORDER BY owner.id, owned.id
