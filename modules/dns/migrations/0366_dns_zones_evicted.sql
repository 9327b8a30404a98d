-- 1 once the zone's name was found to be another's: its claim is free, and the zone on its way out.
ALTER TABLE dns_zones ADD COLUMN evicted SMALLINT NOT NULL DEFAULT 0
