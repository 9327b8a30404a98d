CREATE UNIQUE INDEX ux_dns_zone_versions_zone ON dns_zone_versions (zone_id, serial)
