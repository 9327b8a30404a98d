-- The lines of a quote where they are too long for its document, which has none then.
ALTER TABLE quotes ADD COLUMN line_list MEDIUMTEXT
