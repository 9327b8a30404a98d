-- On which days around the due date a plan's invoices are reminded of (a JSON list); nothing: as the rule says.
ALTER TABLE products ADD COLUMN notice_days VARCHAR(200)
