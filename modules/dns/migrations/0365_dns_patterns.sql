-- A tenant's own sets of records to begin with; one of a shipped name takes its place.
CREATE TABLE dns_patterns (
  tenant_id BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  title VARCHAR(120) NOT NULL,
  description VARCHAR(600) NOT NULL,
  records MEDIUMTEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, name)
)
