-- Whose a name is, in whatever shop it was bought.
CREATE INDEX ix_domains_name ON domains (live_name)
