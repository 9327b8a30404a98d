-- A gateway's customer is one account: what it has saved is charged for nobody else.
CREATE UNIQUE INDEX ux_payment_customers_customer ON payment_customers (gateway, customer)
