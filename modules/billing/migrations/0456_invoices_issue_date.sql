-- What a tenant issued on a day, for its returns.
CREATE INDEX ix_invoices_issue_date ON invoices (tenant_id, issue_date)
