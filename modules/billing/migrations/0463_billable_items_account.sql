-- What a client is still to be invoiced for.
CREATE INDEX ix_billable_items_account ON billable_items (account_id, status)
