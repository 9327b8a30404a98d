-- Cancels orders that nobody pays: stock and coupon go back, the invoice is taken back.
--
-- A row is an order that waits for its payment.
return rule {
  name     = "cancel_unpaid_orders",
  title    = "Cancel unpaid orders",
  when     = "10 0 * * *",
  select   = "orders.unpaid",
  late_limit = 50,  -- so many after days without a run are what piled up: a person confirms them
  settings = {
    cancel_after_days = 7,  -- days after the day on which it was placed
  },
  decide = function(row)
    if row.days_open < row.cancel_after_days then return "skip" end
    if row.paid > 0 then return { action = "hold", reason = "a part of it is paid" } end
    if row.payment_under_way then return { action = "hold", reason = "a payment is under way" } end
    return "cancel_order"
  end,
}
