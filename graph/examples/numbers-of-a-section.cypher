// title_zh: 某一节给出了哪些数字？
// title_en: Which numbers stand in a section?
// grade: 2
// $section: text = 3.1 | 节号 | Section
MATCH (evidence:Evidence)
WHERE evidence.section = $section
WITH collect(evidence.id) AS places
MATCH (number:Observation)
WHERE any(place IN number.evidence WHERE place IN places)
RETURN number, number.printed AS printed
ORDER BY number.id
