-- Whether each of an account's services is to be invoiced by itself, whatever the seller's choice is; null: no.
ALTER TABLE billing_preferences ADD COLUMN separate_invoices SMALLINT
