-- Sign-ups that are under way. `handle_hash` finds one by the unguessable text that its owner holds. `taken` marks an
-- address that somebody has an account with: it looks like any other from outside and can never be verified.
CREATE TABLE registrations (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  handle_hash VARCHAR(64) NOT NULL,
  state VARCHAR(20) NOT NULL,
  taken SMALLINT NOT NULL,
  username VARCHAR(64) NOT NULL,
  email VARCHAR(254) NOT NULL,
  email_key VARCHAR(254) NOT NULL,
  phone VARCHAR(20) NOT NULL,
  password_hash VARCHAR(255) NOT NULL,
  otp_channel VARCHAR(10) NOT NULL,
  language VARCHAR(10) NOT NULL,
  profile TEXT,
  pan BLOB,
  account_id BIGINT,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
)
