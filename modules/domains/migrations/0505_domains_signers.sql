-- The DS records that a domain's registry was asked to publish; null where none were.
ALTER TABLE domains ADD COLUMN signers TEXT
