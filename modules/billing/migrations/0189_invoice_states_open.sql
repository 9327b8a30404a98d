-- What reminders and suspension ask: open invoices by due date.
CREATE INDEX ix_invoice_states_open ON invoice_states (tenant_id, status, due_date)
