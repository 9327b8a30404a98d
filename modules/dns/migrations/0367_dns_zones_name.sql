-- Whether what was there under a name is gone from the name servers.
CREATE INDEX ix_dns_zones_name ON dns_zones (name)
