//// read_only: creates a node
CREATE (n:Thing {id: 'x:1'})

//// read_only: creates in lower case
create (n:Thing {id: 'x:1'}) return n

//// read_only: creates behind a comment
/* only reading */ CREATE (n:Thing {id: 'x:1'})

//// read_only: creates between comments
MATCH (n) // RETURN n
CREATE/**/(:Thing {id: 'x:1'})

//// read_only: merges
MERGE (n:Thing {id: 'x:1'}) RETURN n

//// read_only: merges a relationship
MATCH (n:Thing {id: 'org:amd'}) MERGE (n)-[:MAKES]->(n)

//// read_only: sets a property
MATCH (n) SET n.owned = true

//// read_only: sets a property and gives rows back
MATCH (n:Thing) SET n.name = 'x' RETURN n.id

//// read_only: sets through a list of rows
UNWIND [{id: 'org:amd'}] AS row MATCH (n:Thing {id: row.id}) SET n += row RETURN n

//// read_only: sets a label
MATCH (n:Thing {id: 'org:amd'}) SET n:Owned

//// read_only: removes a property
MATCH (n) REMOVE n.name

//// read_only: removes a label
MATCH (n:Thing {id: 'org:amd'}) REMOVE n:ChipVendor

//// read_only: deletes
MATCH (n) DETACH DELETE n

//// read_only: deletes what no pattern finds
MATCH (n:Nobody) DELETE n

//// read_only: deletes in brackets
MATCH (n) DELETE (n)

//// read_only: deletes relationships only
MATCH ()-[r]->() DELETE r

//// read_only: writes in a subquery
CALL { CREATE (:Thing {id: 'x:1'}) } RETURN 1

//// read_only: writes in a subquery for each row
MATCH (n) CALL { WITH n SET n.x = 1 } RETURN count(*)

//// read_only: writes in transactions of its own
MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS

//// read_only: writes in a loop
MATCH (n) FOREACH (x IN [1] | SET n.x = x)

//// read_only: writes behind a union
RETURN 1 AS x UNION CREATE (n:Thing) RETURN 2 AS x

//// read_only: writes behind WITH
WITH 1 AS x CREATE (:Thing {id: 'x:1'}) RETURN x

//// read_only: explains a write
EXPLAIN CREATE (n:Thing {id: 'x:1'})

//// read_only: profiles a write
PROFILE CREATE (n:Thing {id: 'x:1'})

//// read_only: makes an index
CREATE INDEX i FOR (n:Thing) ON (n.name)

//// read_only: makes a constraint
CREATE CONSTRAINT c FOR (n:Thing) REQUIRE n.name IS UNIQUE

//// read_only: drops a constraint
DROP CONSTRAINT zhitu_thing_id

//// read_only: drops an index
DROP INDEX `Thing[id]`

//// read_only: inserts, in GQL
INSERT (n:Thing {id: 'x:1'})

//// read_only: speaks SQL
DELETE FROM Thing

//// syntax: speaks SQL to read
SELECT FROM Thing

//// read_only: alters the schema in SQL
ALTER TYPE Thing NAME Thang

//// read_only: hides a second statement behind a semicolon
RETURN 1; MATCH (n) DETACH DELETE n

//// read_only: writes behind an optional match
OPTIONAL MATCH (n:NoSuchLabel) SET n.x = 1 RETURN n

//// read_only: writes in a subquery of a subquery
CALL { CALL { CREATE (n:Pwned) RETURN n } RETURN n } RETURN n

//// read_only: adds a label between backticks
MATCH (n) SET n:`Pwned` RETURN n

//// read_only: overwrites all properties by a map
MATCH (n) SET n += {pwned: 1} RETURN n

//// read_only: writes in a case of its own spelling
MaTcH (n) DeTaCh DeLeTe n

//// read_only: writes behind an unwind of nothing
UNWIND [] AS x MERGE (n:Pwned {id: x})

//// read_only: makes a full-text index
CREATE FULLTEXT INDEX pwned FOR (n:Thing) ON EACH [n.name]

//// read_only: writes behind a filter
MATCH (n) FILTER n.id IS NOT NULL SET n.pwned = 1
