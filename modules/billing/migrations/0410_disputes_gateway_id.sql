-- One dispute, one row.
CREATE UNIQUE INDEX ux_disputes_gateway_id ON disputes (gateway, gateway_dispute_id)
