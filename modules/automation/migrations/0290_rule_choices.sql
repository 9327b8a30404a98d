-- What a tenant chose about a rule: whether it runs, when, with which settings, and a version of its own. A rule
-- without a row runs as its file says.
CREATE TABLE rule_choices (
  tenant_id BIGINT NOT NULL,
  rule VARCHAR(64) NOT NULL,
  enabled SMALLINT,
  run_when VARCHAR(200),
  settings TEXT NOT NULL,
  source MEDIUMTEXT,
  failures INTEGER NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, rule)
)
