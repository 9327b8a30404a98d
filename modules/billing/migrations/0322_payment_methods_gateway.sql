-- One of the gateway's is one of ours.
CREATE UNIQUE INDEX ux_payment_methods_gateway ON payment_methods (gateway, gateway_method_id)
