-- Webhooks name the gateway's customer.
CREATE INDEX ix_payment_customers_customer ON payment_customers (gateway, customer)
