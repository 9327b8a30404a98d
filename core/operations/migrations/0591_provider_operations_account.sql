-- What was asked of providers for an account, whose words go when it is erased.
CREATE INDEX ix_provider_operations_account ON provider_operations (account_id)
