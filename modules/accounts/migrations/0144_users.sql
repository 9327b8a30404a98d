-- Who signs in: the root user of an account, its other users, and staff, who have no account. Names and addresses
-- are kept as typed and, for finding, in small letters (`_key`). `login_email` is set once the address is proved to
-- be theirs, and then belongs to nobody else.
CREATE TABLE users (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  kind VARCHAR(10) NOT NULL,
  role VARCHAR(20) NOT NULL,
  status VARCHAR(20) NOT NULL,
  name VARCHAR(161) NOT NULL,
  username VARCHAR(64),
  username_key VARCHAR(64),
  root_username VARCHAR(64),
  email VARCHAR(254) NOT NULL,
  email_key VARCHAR(254) NOT NULL,
  login_email VARCHAR(254),
  email_verified_at BIGINT,
  phone VARCHAR(20),
  phone_verified_at BIGINT,
  language VARCHAR(10) NOT NULL,
  password_hash VARCHAR(255) NOT NULL,
  password_changed_at BIGINT NOT NULL,
  totp BLOB,
  totp_pending BLOB,
  totp_confirmed_at BIGINT,
  totp_last_step BIGINT NOT NULL,
  failures INTEGER NOT NULL,
  failed_at BIGINT,
  locked_until BIGINT,
  last_sign_in_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
