-- Addresses to which nothing is sent any more, because what was sent came back or was called spam.
CREATE TABLE suppressed_recipients (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  channel VARCHAR(10) NOT NULL,
  recipient_key VARCHAR(254) NOT NULL,
  cause VARCHAR(20) NOT NULL,
  reason VARCHAR(300) NOT NULL,
  message_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL
)
