// title_zh: 哪些政策推动智能制造？
// title_en: Which policies promote a subject?
// grade: 2
// $subject: text = 智能制造 | 主题 | Subject
MATCH (policy)-[relation:PROMOTES]->(subject)
WHERE (policy:Policy OR policy:Project OR policy:Programme) AND (subject.name_zh CONTAINS $subject OR toLower(subject.name_en) CONTAINS toLower($subject))
RETURN policy, relation, subject
ORDER BY policy.id, subject.id
