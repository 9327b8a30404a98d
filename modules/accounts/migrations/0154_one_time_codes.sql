-- Six digits that were sent to somebody, as a keyed hash, for one purpose of one thing (a registration, a session). A
-- new code takes the place of the old one.
CREATE TABLE one_time_codes (
  purpose VARCHAR(20) NOT NULL,
  subject_id BIGINT NOT NULL,
  code_hash VARCHAR(64) NOT NULL,
  tries INTEGER NOT NULL,
  sent_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (purpose, subject_id)
)
