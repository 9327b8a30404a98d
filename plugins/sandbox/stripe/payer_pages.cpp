#include "plugins/sandbox/stripe/payer_pages.h"

#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/stripe/lifecycle.h"

namespace hostler::sandbox::stripe {
namespace {

constexpr std::string_view kScript = R"js((() => {
  const base = document.currentScript.src.replace(/\/v3\/.*$/, "");
  const choices = {
    pm_card_visa: "A card that pays",
    pm_card_visa_chargeDeclined: "A card that is declined",
  };
  const idOf = (secret) => secret.split("_secret_")[0];
  const listOf = (id) => (id.startsWith("seti_") ? "setup_intents" : "payment_intents");
  const nameOf = (id) => (id.startsWith("seti_") ? "setupIntent" : "paymentIntent");

  class Element {
    constructor() {
      this.method = Object.keys(choices)[0];
      this.listeners = {};
    }
    on(event, listener) {
      this.listeners[event] = listener;
      return this;
    }
    mount(place) {
      this.node = document.createElement("fieldset");
      const legend = document.createElement("legend");
      legend.textContent = "Stripe sandbox";
      this.node.append(legend);
      for (const [method, title] of Object.entries(choices)) {
        const label = document.createElement("label");
        const radio = document.createElement("input");
        radio.type = "radio";
        radio.name = "stripe-sandbox-method";
        radio.checked = method === this.method;
        radio.addEventListener("change", () => { this.method = method; });
        label.append(radio, " " + title);
        label.style.display = "block";
        this.node.append(label);
      }
      (typeof place === "string" ? document.querySelector(place) : place).append(this.node);
      this.listeners.ready?.();
    }
    unmount() {
      this.node?.remove();
    }
    destroy() {
      this.unmount();
    }
  }

  window.Stripe = (key) => {
    const call = async (secret, action, fields) => {
      const id = idOf(secret);
      const form = new URLSearchParams({ key, client_secret: secret, ...fields });
      const url = `${base}/v1/${listOf(id)}/${id}${action}`;
      const response = action
        ? await fetch(url, { method: "POST", body: form })
        : await fetch(`${url}?${form}`);
      const told = await response.json();
      return told.error ? { error: told.error } : { [nameOf(id)]: told };
    };
    const confirm = async ({ elements, clientSecret, confirmParams, redirect }) => {
      const secret = clientSecret ?? elements.clientSecret;
      const method = elements?.element?.method ?? "pm_card_visa";
      const result = await call(secret, "/confirm", { payment_method: method });
      if (result.error || redirect === "if_required") return result;
      const id = idOf(secret);
      const name = id.startsWith("seti_") ? "setup_intent" : "payment_intent";
      const back = new URL(confirmParams.return_url);
      back.searchParams.set(name, id);
      back.searchParams.set(name + "_client_secret", secret);
      back.searchParams.set("redirect_status", "succeeded");
      location.assign(back);
      return result;
    };
    return {
      elements: ({ clientSecret }) => {
        const elements = {
          clientSecret,
          create: () => (elements.element = new Element()),
          getElement: () => elements.element ?? null,
          submit: async () => ({}),
        };
        return elements;
      },
      confirmPayment: confirm,
      confirmSetup: confirm,
      retrievePaymentIntent: (secret) => call(secret, "", {}),
      retrieveSetupIntent: (secret) => call(secret, "", {}),
    };
  };
})();
)js";

front::Response seeOther(std::string place) {
  auto response = htmlAnswer(303, "");
  response.headers.emplace_back("Location", std::move(place));
  return response;
}

// Back to the shop, as the real page goes.
std::string returnOf(const Json& session) {
  constexpr std::string_view kPlace = "{CHECKOUT_SESSION_ID}";
  auto url = session["success_url"].get<std::string>();
  if (const auto at = url.find(kPlace); at != std::string::npos)
    url.replace(at, kPlace.size(), session["id"].get<std::string>());
  return url;
}

}  // namespace

std::optional<front::Response> answerScript(const std::string& path) {
  if (path != "/v3/" && path != "/v3") return std::nullopt;
  front::Response response;
  response.headers.emplace_back("Content-Type", "text/javascript; charset=utf-8");
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  response.body = std::string{kScript};
  return response;
}

std::optional<front::Response> answerHostedPage(std::vector<Merchant>& merchants,
                                                const front::Request& request,
                                                const std::string& path,
                                                const std::function<ApiCall(Merchant&)>& callFor,
                                                std::vector<Webhook>& webhooks) {
  constexpr std::string_view kPages = "/c/pay/";
  if (!path.starts_with(kPages)) return std::nullopt;
  for (auto& merchant : merchants) {
    auto* session = find(merchant.sessions, path.substr(kPages.size()));
    if (session == nullptr) continue;
    auto call = callFor(merchant);
    if ((*session)["status"] != "open" || (*session)["expires_at"] <= call.now)
      return htmlAnswer(200, "<!DOCTYPE html><h1>This page is closed</h1>");
    if (request.method != front::Method::Post) {
      return htmlAnswer(
          200,
          "<!DOCTYPE html><title>Pay</title><form method=\"post\"><button>Pay</button></form>");
    }
    paySession(call, *session, "pm_card_visa");
    webhooks = std::move(call.webhooks);
    return seeOther(returnOf(*session));
  }
  return htmlAnswer(404, "<!DOCTYPE html><h1>No such page</h1>");
}

}  // namespace hostler::sandbox::stripe
