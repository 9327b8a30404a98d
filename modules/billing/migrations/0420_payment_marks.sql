-- What tells the money of an open attempt from that of all others, where its gateway has nothing else: one attempt each.
CREATE TABLE payment_marks (
  mark VARCHAR(200) NOT NULL PRIMARY KEY,
  payment_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL
)
