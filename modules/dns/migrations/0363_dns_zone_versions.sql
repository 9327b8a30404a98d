-- Every version of a zone that was ever published, or meant to be: all its records, and what the provider was told.
CREATE TABLE dns_zone_versions (
  id BIGINT NOT NULL PRIMARY KEY,
  zone_id BIGINT NOT NULL,
  serial INTEGER NOT NULL,
  state VARCHAR(20) NOT NULL,
  records MEDIUMTEXT NOT NULL,
  changes MEDIUMTEXT NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  note VARCHAR(200) NOT NULL,
  author VARCHAR(120) NOT NULL,
  error VARCHAR(600) NOT NULL,
  created_at BIGINT NOT NULL
)
