-- What a client sent to show that money is on its way.
CREATE TABLE payment_proofs (
  payment_id BIGINT NOT NULL,
  file_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (payment_id, file_id)
)
