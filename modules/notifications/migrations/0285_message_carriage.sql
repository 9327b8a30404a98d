-- Who took a message on, what it is called there, and what was reported of it since: one row for each message that a
-- notifier plugin was asked to carry.
CREATE TABLE message_carriage (
  message_id BIGINT NOT NULL PRIMARY KEY,
  carrier VARCHAR(60) NOT NULL,
  carrier_id VARCHAR(200) NOT NULL,
  delivery VARCHAR(20),
  delivery_reason VARCHAR(300) NOT NULL,
  delivered_at BIGINT
)
