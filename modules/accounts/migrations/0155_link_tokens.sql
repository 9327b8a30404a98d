-- What a link in a mail proves, hashed: one for each purpose and user, so that only the newest works.
CREATE TABLE link_tokens (
  purpose VARCHAR(20) NOT NULL,
  user_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  token_hash VARCHAR(64) NOT NULL,
  email_key VARCHAR(254) NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (purpose, user_id)
)
