//// file_access: reads a file
LOAD CSV FROM 'file://{file}' AS line RETURN line

//// file_access: reads a file by its bare path
LOAD CSV FROM '{file}' AS line RETURN line

//// file_access: reads with headers behind a match
MATCH (n) LOAD CSV WITH HEADERS FROM 'file://{file}' AS line RETURN line

//// file_access: reads in strange spelling
lOaD/**/CsV FROM 'file://{file}' AS line RETURN line

//// file_access: reads in a subquery
CALL { LOAD CSV FROM 'file://{file}' AS line RETURN line } RETURN line

//// file_access: reads an address made at run time
LOAD CSV FROM 'file://' + '{file}' AS line RETURN line

//// file_access: reads an address from a variable
WITH 'file://{file}' AS address LOAD CSV FROM address AS line RETURN line

//// file_access: only explains
EXPLAIN LOAD CSV FROM 'file://{file}' AS line RETURN line

//// network: asks another server
LOAD CSV FROM 'http://127.0.0.1:{port}/x.csv' AS line RETURN line

//// network: asks another server securely
LOAD CSV FROM 'https://127.0.0.1:{port}/x.csv' AS line RETURN line

//// network: sends what it found
MATCH (n:Thing) LOAD CSV FROM 'HTTP://127.0.0.1:{port}/?q=' + n.id AS line RETURN line

//// procedure: loads JSON
CALL apoc.load.json('http://127.0.0.1:{port}/x.json') YIELD value RETURN value

//// procedure: loads XML from a file
CALL apoc.load.xml('file://{file}') YIELD value RETURN value

//// procedure: sends a token to a service
RETURN genai.vector.encode('text', 'OpenAI', {token: 'x'})

//// procedure: exports to a file
CALL apoc.export.csv.all('{file}.csv', {})

//// procedure: imports a file
CALL apoc.import.csv([], [], {})

//// procedure: asks a server by a function of a namespace
RETURN apoc.load.jsonParams('http://127.0.0.1:{port}/', {}, null) AS x

//// file_access: reads a file between comments
LOAD/**/CSV/**/FROM/**/'file:///{file}' AS line RETURN line

//// network: asks by FTP
LOAD CSV FROM 'ftp://127.0.0.1:{port}/x' AS line RETURN line
