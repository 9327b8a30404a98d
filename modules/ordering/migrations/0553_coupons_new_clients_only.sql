-- Some coupons are there to win clients, not to please those who have bought before.
ALTER TABLE coupons ADD COLUMN new_clients_only SMALLINT NOT NULL DEFAULT 0
