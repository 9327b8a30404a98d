-- What a tenant took back on a day, for its returns.
CREATE INDEX ix_credit_notes_issue_date ON credit_notes (tenant_id, issue_date)
