-- How many belongings of a kind a machine of a product includes; nothing: as the engine's setting says.
CREATE TABLE compute_allowances (
  product_id BIGINT NOT NULL,
  kind VARCHAR(20) NOT NULL,
  most INTEGER NOT NULL,
  gigabytes INTEGER NOT NULL,
  PRIMARY KEY (product_id, kind)
)
