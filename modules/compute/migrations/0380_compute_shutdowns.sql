-- Machines that stop by themselves: at a time, or once they had nothing to do for so long. A change has another revision.
CREATE TABLE compute_shutdowns (
  service_id BIGINT NOT NULL PRIMARY KEY,
  stop_at BIGINT,
  idle_minutes INTEGER,
  revision BIGINT NOT NULL
)
