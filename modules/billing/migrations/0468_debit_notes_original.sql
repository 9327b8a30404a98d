-- The debit notes on an invoice.
CREATE INDEX ix_debit_notes_original ON debit_notes (original_id)
