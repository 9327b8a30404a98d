-- What happened, written in the transaction in which it happened. `dispatched` is 0 until what reacts outside
-- that transaction (hooks, webhooks) has its jobs.
CREATE TABLE events (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  name VARCHAR(80) NOT NULL,
  payload TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  dispatched SMALLINT NOT NULL
)
