CREATE INDEX ix_payment_methods_account ON payment_methods (account_id)
