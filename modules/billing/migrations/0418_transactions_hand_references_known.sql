-- Of what was booked before, the first of each.
UPDATE transactions SET hand_reference = UPPER(TRIM(gateway_transaction_id))
 WHERE id IN (SELECT first_id FROM (SELECT MIN(t.id) AS first_id FROM transactions t JOIN payments p ON p.id = t.payment_id
                                     WHERE t.type = 'payment' AND (p.gateway = 'manual' OR p.by_hand = 1)
                                     GROUP BY t.tenant_id, UPPER(TRIM(t.gateway_transaction_id))) firsts)
