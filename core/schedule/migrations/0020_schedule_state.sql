-- For every scheduled entry the time up to which its runs have been put into the queue.
CREATE TABLE schedule_state (
  entry VARCHAR(150) NOT NULL PRIMARY KEY,
  done_until BIGINT NOT NULL
)
