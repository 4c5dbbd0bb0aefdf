//// 4: finds nodes
MATCH (n:Thing) RETURN n

//// 1: finds one by its id
MATCH (n:Thing {id: 'org:nvidia'}) RETURN n.name

//// 3: finds relationships
MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id

//// *: walks a path
MATCH p = (:Thing {id: 'org:nvidia'})-[*1..3]-(b) RETURN p

//// *: walks the shortest path
MATCH p = shortestPath((:Thing {id: 'org:nvidia'})-[*..5]-(:Thing {id: 'prod:gpu'})) RETURN p

//// 1: counts
MATCH (n) RETURN count(*) AS n

//// 2: groups and sorts
MATCH (n:ChipVendor) RETURN n.id AS id, count(*) AS c ORDER BY id DESC SKIP 0 LIMIT 2

//// *: matches what may be there
OPTIONAL MATCH (n:Nobody) RETURN n

//// 1: collects and unwinds
WITH [3, 1, 2] AS list UNWIND list AS x WITH x ORDER BY x RETURN collect(x) AS sorted

//// 2: joins two queries
RETURN 1 AS x UNION ALL RETURN 2 AS x

//// 4: asks in a subquery
MATCH (n:Thing) CALL { WITH n RETURN size(n.id) AS length } RETURN length

//// *: asks whether there is
MATCH (n:Thing) WHERE EXISTS { (n)-->() } RETURN n.id

//// 1: takes cases
RETURN CASE WHEN true THEN 'yes' ELSE 'no' END AS answer

//// 1: calculates with text
RETURN toUpper('x') + trim(' y ') AS text, size([1, 2]) AS length, 'ab' =~ 'a.' AS like

//// 1: calculates with dates
RETURN date('2024-01-31') + duration({months: 1}) AS day, duration.between(date('2024-01-01'), date('2024-02-01')) AS gap

//// 1: comprehends lists
RETURN [x IN range(1, 10) WHERE x % 2 = 0 | x * x] AS squares, reduce(s = 0, x IN [1, 2] | s + x) AS sum

//// *: lists labels
CALL db.labels()

//// *: lists labels and goes on
CALL db.labels() YIELD label WHERE label STARTS WITH 'C' RETURN label

//// *: lists types by backticks
CALL `db`.`relationshipTypes`() YIELD relationshipType RETURN relationshipType

//// *: explains
EXPLAIN MATCH (n) RETURN n

//// 1: nests deeply, but not too deeply
RETURN ((((((((((((((((((((1)))))))))))))))))))) AS x

//// 1: has no value to give
RETURN null AS nothing, [] AS none, {} AS empty

//// *: counts in a subquery expression
MATCH (n:Thing) RETURN n.id AS id, COUNT { (n)--() } AS relations LIMIT 5

//// *: filters by a pattern in a predicate
MATCH (n:Thing) WHERE NOT (n)-->() RETURN n.id AS id LIMIT 5

//// *: asks for one of several labels
MATCH (n:Thing|Entity) RETURN count(n) AS n

//// 3: unwinds what was given in the text
UNWIND ['创', '写', '删'] AS word RETURN word

//// 1: reduces a list
RETURN reduce(total = 0, x IN [1, 2, 3] | total + x) AS total

//// 1: tests every element
RETURN all(x IN [1, 2] WHERE x > 0) AS everyone, none(x IN [1] WHERE x > 1) AS nobody

//// *: pages through the nodes
MATCH (n:Thing) RETURN n.id AS id ORDER BY id SKIP 1 LIMIT 2

//// 1: matches a regular expression
RETURN 'CREATE' =~ 'CRE.*' AS fits
