#include "plugins/sandbox/razorpay/merchant.h"

namespace hostler::sandbox::razorpay {
namespace {

constexpr std::int64_t kSoonestExpiry = 15 * 60;

Json createLink(ApiCall& call) {
  const auto amount = amountIn(call.body, "amount", 100);
  const auto reference = textIn(call.body, "reference_id", 40);
  for (const auto& link : call.merchant.links) {
    if (!reference.empty() && link["reference_id"] == reference) {
      throw Refusal{400, "Payment link creation with the same reference_id already exists",
                    "reference_id"};
    }
  }
  const auto expireBy = call.body.value("expire_by", std::int64_t{0});
  if (expireBy != 0 && expireBy < call.now + kSoonestExpiry) {
    throw Refusal{400, "expire_by should be at least 15 minutes after current time", "expire_by"};
  }
  const auto id = newId("plink_");
  Json orderBody{{"amount", amount}, {"currency", textIn(call.body, "currency", 3, "INR")}};
  auto forOrder = call;
  forOrder.body = std::move(orderBody);
  const auto order = makeOrder(forOrder);
  call.merchant.orders.push_back(order);
  return call.merchant.links.emplace_back(
      Json{{"id", id},
           {"entity", "payment_link"},
           {"amount", amount},
           {"amount_paid", 0},
           {"currency", order["currency"]},
           {"accept_partial", false},
           {"first_min_partial_amount", 0},
           {"reference_id", reference},
           {"description", textIn(call.body, "description", 2048)},
           {"customer", call.body.value("customer", Json::object())},
           {"notify", call.body.value("notify", Json::object())},
           {"callback_url", textIn(call.body, "callback_url", 512)},
           {"callback_method", textIn(call.body, "callback_method", 8)},
           {"expire_by", expireBy},
           {"expired_at", 0},
           {"cancelled_at", 0},
           {"notes", call.body.value("notes", Json(nullptr))},
           {"order_id", order["id"]},
           {"payments", Json::array()},
           {"reminders", Json::array()},
           {"reminder_enable", false},
           {"short_url", call.publicUrl + "/razorpay/i/" + id},
           {"status", "created"},
           {"upi_link", call.body.value("upi_link", false)},
           {"user_id", ""},
           {"created_at", call.now},
           {"updated_at", call.now}});
}

}  // namespace

// POST and GET /payment_links, GET /payment_links/:id, POST /payment_links/:id/cancel
Answer answerLinks(ApiCall& call) {
  if (call.path.empty() || call.path[0] != "payment_links") return std::nullopt;
  auto& links = call.merchant.links;
  const bool post = call.request.method == front::Method::Post;
  if (call.path.size() == 1) {
    if (post) return createLink(call);
    const auto reference = paramOr(call.query, "reference_id");
    const auto found = collection(links, call.query, [&](const Json& link) {
      return reference.empty() || link["reference_id"] == reference;
    });
    return Json{{"payment_links", found["items"]}};
  }
  auto* link = find(links, call.path[1]);
  if (link == nullptr) throw noSuchId();
  if (call.path.size() == 2) return *link;
  if (!post || call.path[2] != "cancel") return std::nullopt;
  if ((*link)["status"] != "created") {
    throw Refusal{400, "The payment link cannot be cancelled in its current state", ""};
  }
  (*link)["status"] = "cancelled";
  (*link)["cancelled_at"] = call.now;
  announce(call.merchant, call.webhooks, "payment_link.cancelled", {{"payment_link", *link}},
           call.now);
  return *link;
}

// GET /disputes, GET /disputes/:id
Answer answerDisputes(ApiCall& call) {
  if (call.path.empty() || call.path[0] != "disputes") return std::nullopt;
  if (call.path.size() == 1) return collection(call.merchant.disputes, call.query);
  const auto* dispute = find(call.merchant.disputes, call.path[1]);
  if (dispute == nullptr) throw noSuchId();
  return *dispute;
}

}  // namespace hostler::sandbox::razorpay
