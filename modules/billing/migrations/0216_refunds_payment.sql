CREATE INDEX ix_refunds_payment ON refunds (payment_id)
