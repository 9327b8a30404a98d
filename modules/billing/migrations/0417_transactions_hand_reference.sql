-- The reference of money that people look for, as it is compared: trimmed and in capitals.
ALTER TABLE transactions ADD COLUMN hand_reference VARCHAR(120)
