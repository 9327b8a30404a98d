-- As with the invoices.
APPEND ONLY invoice_lines
