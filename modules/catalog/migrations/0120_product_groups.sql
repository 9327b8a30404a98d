-- Shelves of the catalogue.
CREATE TABLE product_groups (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  name VARCHAR(120) NOT NULL,
  slug VARCHAR(80) NOT NULL,
  position INTEGER NOT NULL
)
