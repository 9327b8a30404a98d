-- Who of staff has a ticket open, so that two do not answer at once.
CREATE TABLE ticket_viewers (
  ticket_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  is_writing SMALLINT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (ticket_id, user_id)
)
