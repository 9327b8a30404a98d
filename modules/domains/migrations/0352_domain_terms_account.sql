-- How many names an account keeps for itself without having paid.
CREATE INDEX ix_domain_terms_account ON domain_terms (account_id, state)
