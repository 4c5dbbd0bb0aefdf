"""The part of the check-up page: lists with filters, sides, rules and judgements; and the coverage of sources."""
