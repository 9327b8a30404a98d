-- What of an invoice was taken back by days.
CREATE INDEX credit_note_times_invoice ON credit_note_times (invoice_id)
