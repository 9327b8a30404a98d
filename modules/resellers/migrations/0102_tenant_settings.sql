-- A tenant's own choices, where they differ from what is shipped: one row each, the value as JSON.
CREATE TABLE tenant_settings (
  tenant_id BIGINT NOT NULL,
  name VARCHAR(80) NOT NULL,
  value TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, name)
)
