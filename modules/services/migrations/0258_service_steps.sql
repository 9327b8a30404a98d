-- A service's history, as client and staff see it.
CREATE TABLE service_steps (
  id BIGINT NOT NULL PRIMARY KEY,
  service_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  kind VARCHAR(60) NOT NULL,
  detail VARCHAR(600) NOT NULL,
  actor VARCHAR(120) NOT NULL,
  happened_at BIGINT NOT NULL
)
