-- Seller and buyer as documents name them: copies, kept once for each wording, so later edits change nothing.
CREATE TABLE parties (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  fingerprint VARCHAR(64) NOT NULL,
  document TEXT NOT NULL
)
