-- Zones that are served for clients. `claim` is the name from its end ("com.acme."), so that a range holds all names
-- below one; it is empty once the zone is gone, and so the name is free again.
CREATE TABLE dns_zones (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  name VARCHAR(253) NOT NULL,
  claim VARCHAR(254),
  provider VARCHAR(60) NOT NULL,
  kind VARCHAR(20) NOT NULL,
  state VARCHAR(20) NOT NULL,
  created SMALLINT NOT NULL,
  last_error VARCHAR(600) NOT NULL,
  nameservers TEXT NOT NULL,
  records MEDIUMTEXT NOT NULL,
  serial INTEGER NOT NULL,
  signing VARCHAR(20) NOT NULL,
  signing_facts TEXT NOT NULL,
  signing_ends_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
