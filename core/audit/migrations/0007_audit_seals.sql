-- The chain: each seal lists the entries that it covers, with their keyed hashes, and carries the hash of the
-- seal before.
CREATE TABLE audit_seals (
  number BIGINT NOT NULL PRIMARY KEY,
  previous_hash BLOB NOT NULL,
  entries MEDIUMBLOB NOT NULL,
  hash BLOB NOT NULL,
  sealed_at BIGINT NOT NULL
)
