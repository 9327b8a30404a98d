-- Gives clients of the group "vip" fourteen days before a service is suspended for non-payment.
--
-- An example: to use it, store it as a hook of your shop (PUT /api/admin/hooks/vip_grace). What is not
-- refused here goes on as the rules say.
on("before.suspend", function(event)
  if event.reason ~= "overdue" or event.days_overdue >= 14 then return end
  local client = hostler.client(event.client_id)
  if client.group == "vip" then
    return refuse("vip_grace", "VIP clients keep their service for 14 days.")
  end
end)
