-- Ten codes for the day on which the authenticator is lost, as keyed hashes; a row goes with its use.
CREATE TABLE recovery_codes (
  user_id BIGINT NOT NULL,
  code_hash VARCHAR(64) NOT NULL,
  PRIMARY KEY (user_id, code_hash)
)
