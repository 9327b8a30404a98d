-- What was announced of a month: a share of what is included, or of an account's budget (service 0).
CREATE TABLE usage_marks (
  account_id BIGINT NOT NULL,
  service_id BIGINT NOT NULL,
  meter VARCHAR(60) NOT NULL,
  month INTEGER NOT NULL,
  percent INTEGER NOT NULL,
  PRIMARY KEY (account_id, service_id, meter, month, percent)
)
