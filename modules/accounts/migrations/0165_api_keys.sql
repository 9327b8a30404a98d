-- Keys for programs: found by their hash, limited to actions and perhaps to addresses. `hint` is what people tell them
-- apart by.
CREATE TABLE api_keys (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  user_id BIGINT NOT NULL,
  name VARCHAR(80) NOT NULL,
  hint VARCHAR(16) NOT NULL,
  key_hash VARCHAR(64) NOT NULL,
  scopes TEXT NOT NULL,
  addresses TEXT NOT NULL,
  expires_at BIGINT,
  used_at BIGINT,
  revoked_at BIGINT,
  created_at BIGINT NOT NULL
)
