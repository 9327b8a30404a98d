-- Captcha answers that were used, hashed: each proves one thing once.
CREATE TABLE captcha_tokens (
  token_hash VARCHAR(64) NOT NULL PRIMARY KEY,
  used_at BIGINT NOT NULL
)
