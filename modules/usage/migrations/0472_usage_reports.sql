-- Each report once: `report_key` is whatever names it where it was counted.
CREATE TABLE usage_reports (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  service_id BIGINT NOT NULL,
  meter VARCHAR(60) NOT NULL,
  report_key VARCHAR(120) NOT NULL,
  quantity BIGINT NOT NULL,
  happened_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
)
