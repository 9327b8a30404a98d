-- Keys of the engine, each wrapped by the master key, which is not in the database. Purpose `data` has one row
-- for each generation; the newest seals, the older ones still open.
CREATE TABLE engine_keys (
  number BIGINT NOT NULL PRIMARY KEY,
  purpose VARCHAR(40) NOT NULL,
  wrapped BLOB NOT NULL,
  created_at BIGINT NOT NULL
)
