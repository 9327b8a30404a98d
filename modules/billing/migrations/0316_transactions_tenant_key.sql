-- One movement, once. Of each tenant: what staff book by hand carries the reference of their own bank.
CREATE UNIQUE INDEX ux_transactions_movement ON transactions (gateway, type, gateway_transaction_id, tenant_id)
