-- One transfer is booked once, whichever account it is said to have come to.
CREATE UNIQUE INDEX ux_transactions_hand_reference ON transactions (tenant_id, hand_reference)
