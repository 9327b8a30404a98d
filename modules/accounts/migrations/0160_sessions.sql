-- Sign-ins, each from its first token to its end, asked for at every request. The refresh token has a part that stays
-- (`refresh_family`) and one that changes with each use (`refresh_current`), both hashed: a token of the family whose
-- changing part is not the current one was used before. A session in which staff act for a client names their own,
-- and ends with it.
CREATE TABLE sessions (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  account_id BIGINT,
  impersonator_id BIGINT,
  parent_id BIGINT,
  refresh_family VARCHAR(64) NOT NULL,
  refresh_current VARCHAR(64) NOT NULL,
  fresh_at BIGINT,
  factor_failures INTEGER NOT NULL,
  address VARCHAR(64) NOT NULL,
  user_agent VARCHAR(300) NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  end_reason VARCHAR(40)
)
