-- needs: email
-- Thanks a client by mail, once, when the first invoice is paid.
on("invoice.paid", function(event)
  local key = "thanked:" .. event.client_id
  if hostler.kv.get(key) then return end
  hostler.email(event.client_id, "Thank you", "Your first payment has reached us.\n\nWelcome, and write to us whenever we can help.")
  hostler.kv.set(key, true)
end)
