-- The contacts that an owner has asked for, until the registrar has them: a job names the wish and holds nobody's address.
ALTER TABLE domain_wishes ADD COLUMN contacts TEXT
