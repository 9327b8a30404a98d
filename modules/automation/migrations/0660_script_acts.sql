-- What hooks have done on events beyond their own store, so that an event that is told once more
-- has nothing done twice: actions in the shop, and what was sent to other servers.
CREATE TABLE script_acts (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  act_key VARCHAR(64) NOT NULL,
  event_id BIGINT NOT NULL,
  script VARCHAR(64) NOT NULL,
  action VARCHAR(40) NOT NULL,
  subject VARCHAR(100) NOT NULL,
  state SMALLINT NOT NULL,
  answer MEDIUMTEXT NOT NULL,
  acted_at BIGINT NOT NULL
)
