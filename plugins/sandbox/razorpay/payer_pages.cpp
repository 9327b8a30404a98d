#include "plugins/sandbox/razorpay/payer_pages.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/answers.h"

#include <hostler/http_client.hpp>
#include <hostler/signature.hpp>

namespace hostler::sandbox::razorpay {
namespace {

constexpr std::string_view kScript = R"js((() => {
  const base = document.currentScript.src.replace(/\/checkout\.js.*$/, "");
  const button = (label, act) => {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = label;
    element.style.cssText = "display:block;width:100%;margin:.5rem 0;padding:.6rem;font:inherit";
    element.addEventListener("click", act);
    return element;
  };
  window.Razorpay = class {
    constructor(options) {
      this.options = options;
      this.listeners = {};
    }
    on(event, listener) {
      this.listeners[event] = listener;
    }
    async pay(outcome) {
      const { key, order_id } = this.options;
      const response = await fetch(base + "/checkout", { method: "POST", body: JSON.stringify({ key_id: key, order_id, outcome }) });
      const told = await response.json();
      this.close();
      if (told.razorpay_payment_id) this.options.handler?.(told);
      else this.listeners["payment.failed"]?.(told);
    }
    open() {
      const { amount, currency, name } = this.options;
      this.dialog = document.createElement("dialog");
      this.dialog.setAttribute("aria-label", "Razorpay sandbox");
      const title = document.createElement("h2");
      title.textContent = `${name ?? "Razorpay sandbox"}: ${amount} ${currency} (minor units)`;
      this.dialog.append(title, button("Pay", () => this.pay("captured")), button("Let the payment fail", () => this.pay("failed")),
        button("Close", () => { this.close(); this.options.modal?.ondismiss?.(); }));
      document.body.append(this.dialog);
      this.dialog.showModal();
    }
    close() {
      this.dialog?.remove();
    }
  };
})();
)js";

front::Response forAnyOrigin(front::Response response) {
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return response;
}

front::Response script() {
  front::Response response;
  response.headers.emplace_back("Content-Type", "text/javascript; charset=utf-8");
  response.body = std::string{kScript};
  return forAnyOrigin(std::move(response));
}

front::Response checkout(std::vector<Merchant>& merchants, const Json& wish, std::int64_t now,
                         std::vector<Webhook>& webhooks) {
  for (auto& merchant : merchants) {
    if (merchant.keyId != textIn(wish, "key_id", 60)) continue;
    auto* order = find(merchant.orders, textIn(wish, "order_id", 60));
    if (order == nullptr) throw noSuchId();
    auto payer = payOrder(merchant, *order, {{"outcome", textIn(wish, "outcome", 20)}}, now);
    webhooks = std::move(payer.webhooks);
    if (payer.result.contains("return")) return jsonAnswer(200, payer.result["return"]);
    const auto& payment = payer.result["payment"];
    return jsonAnswer(
        200, {{"error",
               {{"code", payment["error_code"]},
                {"description", payment["error_description"]},
                {"reason", payment["error_reason"]},
                {"metadata", {{"payment_id", payment["id"]}, {"order_id", (*order)["id"]}}}}}});
  }
  throw noSuchId();
}

front::Response seeOther(const std::string& place) {
  auto response = htmlAnswer(303, "");
  response.headers.emplace_back("Location", place);
  return response;
}

// Back to the shop, as the real page goes: with what it must verify in the query.
std::string callbackOf(const Merchant& merchant, const Json& link, const std::string& paymentId) {
  const auto id = link["id"].get<std::string>(),
             reference = link["reference_id"].get<std::string>(),
             status = link["status"].get<std::string>();
  const auto signature = sdk::hexOf(
      sdk::hmacSha256(merchant.keySecret, id + "|" + reference + "|" + status + "|" + paymentId));
  const auto url = link["callback_url"].get<std::string>();
  return url + (url.find('?') == std::string::npos ? "?" : "&") +
         sdk::formEncode({{"razorpay_payment_id", paymentId},
                          {"razorpay_payment_link_id", id},
                          {"razorpay_payment_link_reference_id", reference},
                          {"razorpay_payment_link_status", status},
                          {"razorpay_signature", signature}});
}

front::Response linkPage(std::vector<Merchant>& merchants, const front::Request& request,
                         const std::string& id, std::int64_t now, std::vector<Webhook>& webhooks) {
  for (auto& merchant : merchants) {
    auto* link = find(merchant.links, id);
    if (link == nullptr) continue;
    if ((*link)["status"] != "created")
      return htmlAnswer(200, "<!DOCTYPE html><h1>This link is closed</h1>");
    if (request.method != front::Method::Post) {
      return htmlAnswer(
          200,
          "<!DOCTYPE html><title>Pay</title><form method=\"post\"><button>Pay</button></form>");
    }
    auto* order = find(merchant.orders, (*link)["order_id"].get<std::string>());
    auto payer = payOrder(merchant, *order, {{"outcome", "captured"}}, now);
    webhooks = std::move(payer.webhooks);
    if ((*link)["callback_url"] == "") return htmlAnswer(200, "<!DOCTYPE html><h1>Paid</h1>");
    return seeOther(callbackOf(merchant, *link, payer.result["payment"]["id"].get<std::string>()));
  }
  return htmlAnswer(404, "<!DOCTYPE html><h1>No such link</h1>");
}

}  // namespace

std::optional<front::Response> answerPayer(std::vector<Merchant>& merchants,
                                           const front::Request& request, const std::string& path,
                                           std::int64_t now, std::vector<Webhook>& webhooks) {
  if (path == "/v1/checkout.js") return script();
  if (path.starts_with("/i/")) return linkPage(merchants, request, path.substr(3), now, webhooks);
  if (path != "/v1/checkout" || request.method != front::Method::Post) return std::nullopt;
  try {
    const auto wish = Json::parse(request.body, nullptr, false);
    if (!wish.is_object()) throw Refusal{400, "The request body is not valid JSON", ""};
    return forAnyOrigin(checkout(merchants, wish, now, webhooks));
  } catch (const Refusal& refusal) {
    return forAnyOrigin(jsonAnswer(refusal.status, errorJson(refusal)));
  } catch (const DomainError& error) {
    return forAnyOrigin(jsonAnswer(400, errorJson({400, error.detail(), ""})));
  }
}

}  // namespace hostler::sandbox::razorpay
