-- When the register of a number is asked, or asked again; none: not at all.
ALTER TABLE tax_standings ADD COLUMN check_at BIGINT
