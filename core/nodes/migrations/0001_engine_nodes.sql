-- One row for each process that shares this database: its number goes into every id that it mints, and its
-- beat tells the others that it lives.
CREATE TABLE engine_nodes (
  node INTEGER NOT NULL PRIMARY KEY,
  identity VARCHAR(190) NOT NULL,
  beat BIGINT NOT NULL,
  started_at BIGINT NOT NULL
)
