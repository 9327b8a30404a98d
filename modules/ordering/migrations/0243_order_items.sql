-- One thing bought; `service_id` is minted at checkout, so that the invoice line can name it.
CREATE TABLE order_items (
  id BIGINT NOT NULL PRIMARY KEY,
  order_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  status VARCHAR(20) NOT NULL,
  cycle VARCHAR(20) NOT NULL,
  quantity INTEGER NOT NULL,
  currency VARCHAR(3) NOT NULL,
  unit_price BIGINT NOT NULL,
  setup_fee BIGINT NOT NULL,
  discount BIGINT NOT NULL,
  total BIGINT NOT NULL,
  domain VARCHAR(253),
  hostname VARCHAR(253),
  service_id BIGINT NOT NULL,
  period_from DATE NOT NULL,
  period_until DATE,
  coupon_percent VARCHAR(20),
  coupon_amount BIGINT,
  coupon_cycles_left INTEGER
)
