-- What can be bought. `provisioning` says which plugin makes it and with what; clients never see it. Texts that
-- have a shape of their own (features, provisioning) are JSON.
CREATE TABLE products (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  group_id BIGINT,
  type VARCHAR(20) NOT NULL,
  name VARCHAR(120) NOT NULL,
  slug VARCHAR(80) NOT NULL,
  description TEXT NOT NULL,
  features TEXT NOT NULL,
  tax_class VARCHAR(10) NOT NULL,
  active SMALLINT NOT NULL,
  visible SMALLINT NOT NULL,
  stock BIGINT,
  max_quantity INTEGER NOT NULL,
  provisioning TEXT NOT NULL,
  proration VARCHAR(20) NOT NULL,
  grace_days INTEGER,
  trial_days INTEGER NOT NULL,
  prorata_day INTEGER,
  prorata_next_from INTEGER,
  deleted_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
