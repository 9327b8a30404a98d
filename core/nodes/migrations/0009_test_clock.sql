-- How far people have moved the clock of a sandbox, in microseconds; one row, or none.
CREATE TABLE test_clock (
  id INTEGER NOT NULL PRIMARY KEY,
  offset_micros BIGINT NOT NULL
)
