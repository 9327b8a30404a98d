-- modules/domains/migrations/0348_domain_steps.sql
-- Everything that happened to a domain, for its owner and for staff.
CREATE TABLE domain_steps (
  id BIGINT NOT NULL PRIMARY KEY,
  domain_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  kind VARCHAR(60) NOT NULL,
  detail VARCHAR(600) NOT NULL,
  actor VARCHAR(120) NOT NULL,
  happened_at BIGINT NOT NULL
)
