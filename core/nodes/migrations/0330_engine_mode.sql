-- Whether engines may work with this database: a restored copy waits for a person's word, since the
-- original may still be alive and both would mail and charge.
CREATE TABLE engine_mode (
  id SMALLINT NOT NULL PRIMARY KEY,
  mode VARCHAR(20) NOT NULL,
  since BIGINT NOT NULL
)
