-- Who did what, from where, to what, before and after. `mac` is a keyed hash of everything else in the row.
CREATE TABLE audit_entries (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  happened_at BIGINT NOT NULL,
  actor_kind SMALLINT NOT NULL,
  user_id BIGINT,
  impersonator_id BIGINT,
  credential VARCHAR(120) NOT NULL,
  address VARCHAR(64) NOT NULL,
  user_agent VARCHAR(300) NOT NULL,
  request_id VARCHAR(40) NOT NULL,
  action VARCHAR(80) NOT NULL,
  object VARCHAR(80) NOT NULL,
  state_before TEXT NOT NULL,
  state_after TEXT NOT NULL,
  mac BLOB NOT NULL
)
