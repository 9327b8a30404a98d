-- Those whose end is not known.
CREATE INDEX ix_refunds_status ON refunds (status, id)
