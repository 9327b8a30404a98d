-- Browsers that a user signed in with before. Each has a count of failures of its own, so that strangers who guess at
-- a password shut out strangers only.
CREATE TABLE known_devices (
  user_id BIGINT NOT NULL,
  device_hash VARCHAR(64) NOT NULL,
  failures INTEGER NOT NULL,
  failed_at BIGINT,
  locked_until BIGINT,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, device_hash)
)
