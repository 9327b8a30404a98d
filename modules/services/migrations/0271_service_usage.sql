-- What a service used, a row for each day; `notified` holds which limits its client was told of on that day.
CREATE TABLE service_usage (
  service_id BIGINT NOT NULL,
  taken_on DATE NOT NULL,
  disk_bytes BIGINT NOT NULL,
  disk_limit_bytes BIGINT,
  bandwidth_bytes BIGINT NOT NULL,
  bandwidth_limit_bytes BIGINT,
  bandwidth_month VARCHAR(7) NOT NULL,
  notified VARCHAR(60) NOT NULL,
  PRIMARY KEY (service_id, taken_on)
)
