-- A month's vouchers, for its return.
CREATE INDEX ix_receipts_issue_date ON receipts (tenant_id, issue_date)
