-- Such a customer is nobody's from now on.
DELETE FROM payment_customers
 WHERE (gateway, customer) IN (SELECT gateway, customer FROM (SELECT gateway, customer FROM payment_customers
                                GROUP BY gateway, customer HAVING COUNT(*) > 1) shared)
