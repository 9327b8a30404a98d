// What the operator's pages of catalogue and automation need to have there before they are looked at.
const inr = (amount) => ({ amount, currency: "INR" });
const monthly = (amount) => [{ currency: "INR", cycle: "monthly", price: inr(amount), setup_fee: inr(0) }];

const hook = `-- Gives clients of the group "vip" fourteen days before a service is suspended.
on("before.suspend", function(event)
  if event.days_overdue < 14 then
    return refuse("vip_grace", "VIP clients keep their service for 14 days.")
  end
end)
`;

/** By the owner's hand; `staff` calls the API. */
export async function prepareCatalogue(staff) {
  const option = await staff("POST", "/admin/options", { name: "extra_mailboxes", title: "Extra mailboxes", kind: "quantity", most: 100, step: 10, pricing: monthly(1000) });
  const addon = await staff("POST", "/admin/addons", { name: "Daily backup", description: "Kept for 30 days.", pricing: monthly(9900) });
  const coupon = await staff("POST", "/admin/coupons", { code: "DIWALI", percent: "25", cycles: 3 });
  await staff("PUT", "/admin/hooks/vip_grace", { source: hook, enabled: true });
  const { data: tlds } = await staff("GET", "/admin/tlds");
  return { option: option.id, addon: addon.id, coupon: coupon.id, tld: tlds[0].id };
}
