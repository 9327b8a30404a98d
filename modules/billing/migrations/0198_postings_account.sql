-- A client's ledger.
CREATE INDEX ix_postings_account ON postings (account_id, id)
