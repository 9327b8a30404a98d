-- What came in once has one voucher, and its mail finds it.
CREATE UNIQUE INDEX ux_receipts_transaction ON receipts (transaction_id)
