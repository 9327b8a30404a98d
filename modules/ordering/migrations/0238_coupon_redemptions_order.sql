CREATE INDEX ix_coupon_redemptions_order ON coupon_redemptions (order_id)
