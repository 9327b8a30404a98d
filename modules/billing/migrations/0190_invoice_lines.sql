-- Lines of issued invoices.
CREATE TABLE invoice_lines (
  id BIGINT NOT NULL PRIMARY KEY,
  invoice_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  kind VARCHAR(20) NOT NULL,
  description VARCHAR(300) NOT NULL,
  quantity VARCHAR(24) NOT NULL,
  unit_price BIGINT NOT NULL,
  discount BIGINT NOT NULL,
  taxable BIGINT NOT NULL,
  tax_class VARCHAR(10) NOT NULL,
  taxes TEXT NOT NULL,
  total BIGINT NOT NULL,
  service_id BIGINT,
  domain_id BIGINT,
  order_item_id BIGINT,
  period_from DATE,
  period_until DATE
)
