-- A name is served once, whoever asks first.
CREATE UNIQUE INDEX ux_dns_zones_claim ON dns_zones (claim)
