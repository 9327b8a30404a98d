-- An issued invoice is corrected by a credit note, never edited.
APPEND ONLY invoices
