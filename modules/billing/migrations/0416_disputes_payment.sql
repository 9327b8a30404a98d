-- Whether a payment is disputed, before its invoices are charged again.
CREATE INDEX ix_disputes_payment ON disputes (payment_id)
