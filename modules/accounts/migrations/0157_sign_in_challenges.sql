-- A password was right and a second factor is awaited: bound to that sign-in, for ten minutes and five tries.
CREATE TABLE sign_in_challenges (
  id BIGINT NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL,
  token_hash VARCHAR(64) NOT NULL,
  tries INTEGER NOT NULL,
  expires_at BIGINT NOT NULL
)
