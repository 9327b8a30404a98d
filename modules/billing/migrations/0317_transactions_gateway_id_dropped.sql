-- ux_transactions_movement does its work.
DROP INDEX ux_transactions_gateway ON transactions
