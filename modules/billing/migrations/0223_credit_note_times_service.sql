-- What of a service's days was taken back already.
CREATE INDEX credit_note_times_service ON credit_note_times (service_id, period_until)
