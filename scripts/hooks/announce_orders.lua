-- needs: http hooks.example.com, actions open_ticket note_client
-- Tells a chat of each large order, and opens a ticket with who placed it.
--
-- An example: put your chat's own host and path in, store it as a hook of your shop (PUT
-- /api/admin/hooks/announce_orders), and try it on a past order first: nothing is sent then.
local LARGE = 5000000 -- in minor units: 50,000 rupees

on("order.placed", function(event)
  if event.total.amount < LARGE then return end
  local client = hostler.client(event.account)
  local answer = hostler.http.post("https://hooks.example.com/services/orders", {
    text = "An order of " .. event.total.amount // 100 .. " " .. event.total.currency .. " by client " .. client.number,
  })
  -- An error has the hook run again later. What was sent by then is not sent twice, nor is a second ticket opened.
  if not answer.ok then error("the chat answered " .. answer.status) end
  hostler.actions.open_ticket(event.account, "Your order", "Thank you for your order. We look after it in person.")
  hostler.actions.note_client(event.account, "Placed a large order: " .. event.order)
end)
