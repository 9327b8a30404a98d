-- What a provider last told of a machine, for lists and for when the provider does not answer.
CREATE TABLE compute_machines (
  service_id BIGINT NOT NULL PRIMARY KEY,
  power VARCHAR(20) NOT NULL,
  facts TEXT NOT NULL,
  checked_at BIGINT NOT NULL
)
