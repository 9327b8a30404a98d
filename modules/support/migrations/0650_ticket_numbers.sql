-- The last number that each seller's tickets have come to.
CREATE TABLE ticket_numbers (
  tenant_id BIGINT NOT NULL PRIMARY KEY,
  last_number BIGINT NOT NULL
)
