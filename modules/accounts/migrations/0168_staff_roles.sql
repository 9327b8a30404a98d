-- What staff of a role may do, where a tenant has changed what is shipped: a list of actions as JSON.
CREATE TABLE staff_roles (
  tenant_id BIGINT NOT NULL,
  name VARCHAR(20) NOT NULL,
  actions TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, name)
)
