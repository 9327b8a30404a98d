-- A gateway's reference is one attempt of ours.
CREATE UNIQUE INDEX ux_payments_reference ON payments (gateway, gateway_reference)
