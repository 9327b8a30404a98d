-- The lines of a draft, which may be too long for its document; there they are left out.
ALTER TABLE invoice_drafts ADD COLUMN line_list MEDIUMTEXT
