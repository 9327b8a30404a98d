-- Somebody asked to join an account. The link's token is kept hashed and works once; `access` is what they get.
CREATE TABLE invitations (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  email VARCHAR(254) NOT NULL,
  name VARCHAR(161) NOT NULL,
  token_hash VARCHAR(64) NOT NULL,
  access TEXT NOT NULL,
  invited_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  accepted_at BIGINT,
  UNIQUE (token_hash)
)
