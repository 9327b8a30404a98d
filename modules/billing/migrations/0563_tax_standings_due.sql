-- Found by their time every few minutes.
CREATE INDEX ix_tax_standings_check ON tax_standings (check_at)
