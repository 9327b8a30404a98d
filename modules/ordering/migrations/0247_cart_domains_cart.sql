-- modules/ordering/migrations/0247_cart_domains_cart.sql
CREATE INDEX ix_cart_domains_cart ON cart_domains (cart_id, id)
