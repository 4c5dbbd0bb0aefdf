// Where these things are: places that they lie in, and places that have them as a policy, park, zone or fund.
// Parameters: ids (list of strings)
// Columns: id, place, labels
UNWIND $ids AS wanted
MATCH (n:Thing {id: wanted})-[r:LOCATED_IN|HAS_POLICY|HAS_PARK|HAS_PILOT_ZONE|HAS_FUND]-(p:Place)
WITH wanted, r, p, startNode(r).id = wanted AS from_here
WHERE (type(r) = 'LOCATED_IN') = from_here
RETURN DISTINCT wanted AS id, p.id AS place, labels(p) AS labels
ORDER BY id, place
