//// read_only: lists transactions
SHOW TRANSACTIONS

//// read_only: ends a transaction
TERMINATE TRANSACTION 'q1-0'

//// read_only: ends all that it finds
SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message

//// read_only: lists users
SHOW USERS

//// read_only: lists databases
SHOW DATABASES

//// read_only: lists settings
SHOW SETTINGS YIELD name, value

//// read_only: asks who it is
SHOW CURRENT USER

//// read_only: lists in lower case behind a comment
/* x */ show /* y */ transactions

//// read_only: lists in a subquery
CALL { SHOW TRANSACTIONS YIELD transactionId RETURN transactionId } RETURN transactionId

//// read_only: makes a user
CREATE USER eve SET PASSWORD 'password'

//// read_only: makes a database
CREATE DATABASE eve

//// read_only: drops the database
DROP DATABASE zhitu

//// read_only: changes a password
ALTER USER reader SET PASSWORD 'password'

//// read_only: changes its own password
ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'

//// read_only: grants itself rights
GRANT ROLE admin TO reader

//// read_only: takes rights away
REVOKE ROLE reader FROM reader

//// read_only: stops the database
STOP DATABASE zhitu

//// read_only: looks into another database
USE system MATCH (n) RETURN n

//// read_only: looks into another database from a subquery
CALL { USE system MATCH (n) RETURN n } RETURN n

//// read_only: looks into another database behind a union
RETURN 1 AS x UNION USE system RETURN 2 AS x

//// read_only: names the other database by a function
USE graph.byName('system') MATCH (n) RETURN n

//// read_only|syntax: changes the session
SESSION SET VALUE $x = 1

//// procedure: lists the configuration
CALL dbms.listConfig() YIELD name, value RETURN name, value

//// procedure: calls between backticks
CALL `dbms`.`listConfig`()

//// procedure: calls with spaces
CALL dbms . listConfig ( )

//// procedure: calls behind a newline and a comment
CALL // db.labels()
  dbms.listConfig()

//// procedure: kills a query
CALL dbms.killQuery('q1')

//// procedure: kills a connection
CALL dbms.killConnection('bolt-1')

//// procedure: sleeps
CALL apoc.util.sleep(100000)

//// procedure: sleeps by its short name
CALL util.sleep(100000)

//// procedure: sleeps as a function
RETURN util.sleep(100000)

//// procedure: sleeps as a function between backticks
RETURN `apoc`.`util`.`sleep`(100000)

//// procedure: sleeps in a subquery
CALL { CALL util.sleep(100000) RETURN 1 AS x } RETURN x

//// procedure: runs text
CALL apoc.cypher.run('MATCH (n) DETACH DELETE n', {}) YIELD value RETURN value

//// procedure: runs text that writes
CALL apoc.cypher.doIt('MATCH (n) DETACH DELETE n', {}) YIELD value RETURN value

//// procedure: runs text when it likes
CALL do.when(true, 'SHOW TRANSACTIONS', '', {})

//// procedure: runs text when it likes, by another name
CALL apoc.when(true, 'SHOW TRANSACTIONS', '', {})

//// procedure: merges nodes
CALL refactor.mergeNodes([])

//// procedure: makes a node
CALL merge.node(['Thing'], {id: 'x:1'}, {}, {})

//// procedure: changes the schema
CALL apoc.schema.assert({}, {})

//// procedure: rewrites stored values
CALL db.migrateLegacyTemporals()

//// procedure: clears the caches
CALL db.clearQueryCaches()

//// procedure: calls what nobody knows
CALL eve.procedure()

//// read_only: lists functions
SHOW FUNCTIONS

//// read_only: lists procedures with their rights
SHOW PROCEDURES EXECUTABLE YIELD name RETURN name

//// read_only: makes a role
CREATE ROLE pwned

//// procedure: writes a file of the whole graph
CALL apoc.export.json.all('/tmp/pwned.json', {})

//// procedure: runs a shell of its own
CALL dbms.security.createUser('a', 'b', false)

//// procedure: calls a trigger
CALL apoc.trigger.add('pwned', 'CREATE (n)', {})
