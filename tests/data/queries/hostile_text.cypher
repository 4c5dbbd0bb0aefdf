//// syntax: has an open quote
RETURN 'x

//// syntax: has an open double quote
RETURN "x' // ' DETACH DELETE

//// syntax: has an open backtick
RETURN `x

//// syntax: has an open comment
RETURN 1 /* MATCH (n) DETACH DELETE n

//// syntax: is empty but for a comment
// nothing

//// syntax: begins with what is none
EXPLODE 1

//// syntax: is wrong in the middle
MATCH (n) RETURN n WHERE

//// syntax: is wrong on its third line
MATCH (n)
WHERE n.name = 'x'
RETURN n.name foo bar

//// syntax: hides a line end in its comment
RETURN 1 // comment  CALL util.sleep(100000)

//// syntax: hides an invisible space in a word
RETURN 1 AS a​b

//// syntax: begins with a byte order mark
﻿RETURN 1

//// syntax: calls a function that is none
RETURN nosuchfunction(1)

//// evaluation: divides by zero
RETURN 1 / 0

//// evaluation|syntax: wants a parameter that nobody gave
RETURN $missing

//// read_only|syntax: hides a keyword in an escape
\u0043REATE (n:Thing {id: 'x:1'})

//// read_only|syntax: hides a keyword in an escape with several u
MATCH (n) \uuu0044ETACH DELETE n

//// read_only|syntax|evaluation: hides the end of a string in an escape
WITH '\u0027 AS x CREATE (n:Thing {id: "x:1"}) //' AS y RETURN nosuchfunction(y)

//// file_access|syntax: hides LOAD in an escape
LO\u0041D CSV FROM 'file://{file}' AS line RETURN line
