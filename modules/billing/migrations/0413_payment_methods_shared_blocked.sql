-- A gateway's customer that stood for several accounts: nobody can tell whose its methods are, so none is charged.
UPDATE payment_methods SET blocked = 'shared_customer'
 WHERE blocked = '' AND (SELECT COUNT(*) FROM payment_customers c
                          WHERE c.gateway = payment_methods.gateway AND c.customer = payment_methods.customer) > 1
