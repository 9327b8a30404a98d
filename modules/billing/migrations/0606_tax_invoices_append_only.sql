-- As with the invoices.
APPEND ONLY tax_invoices
