-- What gateways told us, once for each event; the body is sealed, for it names people. An event about a payment
-- that is not booked yet waits for it (`waits_for`: the gateway's payment).
CREATE TABLE gateway_events (
  id BIGINT NOT NULL PRIMARY KEY,
  gateway VARCHAR(40) NOT NULL,
  event_id VARCHAR(120) NOT NULL,
  kind VARCHAR(80) NOT NULL,
  state VARCHAR(20) NOT NULL,
  reason VARCHAR(300) NOT NULL,
  body BLOB,
  waits_for VARCHAR(120),
  payment_id BIGINT,
  received_at BIGINT NOT NULL
)
