//// 1: has a keyword in a string
RETURN "CREATE (n) DETACH DELETE n" AS text

//// 1: has a keyword in single quotes, with a quote in it
RETURN 'it\'s DELETE' AS text

//// 1: has a doubled backslash before the quote
RETURN 'a\\' AS text // ' CREATE (n)

//// 1: has a keyword in a comment
RETURN 1 AS x // CREATE (n)

//// 1: has a keyword in a long comment
/* SHOW TRANSACTIONS
   LOAD CSV FROM 'file:///etc/passwd' */ RETURN 1 AS x

//// 1: has a comment sign in a string
RETURN '// not a comment' AS a, "/* nor this */" AS b, 1 AS c

//// 1: names a column like a command
RETURN 1 AS `DETACH DELETE n`, 2 AS `set`

//// 1: names columns in Chinese
RETURN 1 AS `芯片 厂商`, 2 AS 数量

//// 1: names a column with a backtick in it
RETURN 1 AS `a``b`

//// *: asks for a property named like a command
MATCH (n:Thing) WHERE n.set IS NULL RETURN n.set, n.create, n.delete, n.show, n.load, n.call LIMIT 3

//// *: asks for a label named like a command
MATCH (n:Create) RETURN n

//// *: asks for a type named like a command
MATCH (:Thing)-[r:SET|DELETE|CALL]->() RETURN r

//// *: names variables like commands
MATCH (show:Thing)-[use]->(load) RETURN show, use, load LIMIT 1

//// *: names a variable call, and compares it
MATCH (call:Thing) WHERE call.id IN ['org:amd'] AND call IS NOT NULL RETURN call AS set ORDER BY call.id

//// 1: names map keys like commands
RETURN {set: 1, create: 2, delete: 3, call: 4, use: 5, show: 6} AS map

//// *: projects properties named like commands
MATCH (n:Thing) RETURN n {.set, .delete, .id} LIMIT 1

//// 1: keeps escapes in a string
RETURN '\u0043REATE' AS text

//// 1: has a string that would end early if it were decoded first
RETURN 'a\u0061b' AS text

//// 1: has a bracket in a string
RETURN '((((((((((' AS text

//// 1: has spaces that are not plain
RETURN 　1 AS x

//// 1: ends with a semicolon
RETURN 1 AS x;

//// 1: is spread over lines
RETURN
  1
  AS
  x

//// 2: has tabs and a carriage return
UNWIND [1, 2] AS	x
RETURN x

//// 1: calls load and csv by name
WITH 1 AS load, 2 AS csv RETURN load + csv AS sum

//// 1: says every command in one string
RETURN 'CREATE MERGE SET DELETE REMOVE DROP LOAD CSV CALL dbms.shutdown() SHOW USE' AS text

//// 1: names a column delete
RETURN 1 AS delete

//// 1: names columns set and remove
RETURN 1 AS set, 2 AS remove, 3 AS merge

//// *: has a label in Chinese between backticks
MATCH (n:`芯片厂商`) RETURN n.`名称` AS `创建`

//// 1: has a comment with a statement
RETURN 1 AS x // ; DROP DATABASE neo4j

//// 1: has an address in a string
RETURN 'http://127.0.0.1:{port}/' AS address

//// 1: has a path in a string
RETURN 'file:///{file}' AS path
