-- Which order used a coupon; `nth` counts a client's uses, so that a limit per client is held by the key.
CREATE TABLE coupon_redemptions (
  coupon_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  nth INTEGER NOT NULL,
  order_id BIGINT NOT NULL,
  PRIMARY KEY (coupon_id, account_id, nth)
)
