-- One payment, one transaction, by whatever way it is learnt.
CREATE UNIQUE INDEX ux_transactions_gateway ON transactions (gateway, type, gateway_transaction_id)
