-- What each capture of a payment still holds is asked before every refund.
CREATE INDEX ix_transactions_payment ON transactions (payment_id)
