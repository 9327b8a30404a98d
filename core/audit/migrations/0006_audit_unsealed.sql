-- Entries that no seal covers yet; a row goes when its entry is sealed.
CREATE TABLE audit_unsealed (entry_id BIGINT NOT NULL PRIMARY KEY)
