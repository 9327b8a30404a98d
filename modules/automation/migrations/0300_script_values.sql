-- What a tenant's scripts remember from run to run.
CREATE TABLE script_values (
  tenant_id BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL,
  content TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, name)
)
