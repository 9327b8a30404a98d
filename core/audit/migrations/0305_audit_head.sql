-- Which seal is the newest, under a keyed hash: a chain whose last links were cut off looks whole by itself.
CREATE TABLE audit_head (
  id SMALLINT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  mac BLOB NOT NULL
)
