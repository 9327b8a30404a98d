-- A tax return reads them day by day.
CREATE INDEX ix_tax_invoices_issue_date ON tax_invoices (tenant_id, issue_date)
