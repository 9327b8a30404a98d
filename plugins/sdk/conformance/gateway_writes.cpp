#include "gateway_writes.h"

#include "gateway_bench.h"

#include <algorithm>

namespace hostler::conformance {

using sdk::Json;

namespace {

// Where the book's payments hold what checks look at: "id", "saved_method", "captured".
std::string paymentMember(Bench& bench, const char* what) {
  return bench.subject().at("payment_members").at(what);
}

}  // namespace

int countWhere(const Json& list, const std::string& member, const Json& value) {
  return static_cast<int>(std::count_if(
      list.begin(), list.end(), [&](const Json& each) { return memberAt(each, member) == value; }));
}

Json money(Bench& bench, std::int64_t amount) {
  return {{"amount", amount}, {"currency", bench.subject().value("currency", "INR")}};
}

Json refundRequest(Bench& bench, const Json& paid, const std::string& refund, std::int64_t amount) {
  return {{"payment_id", paid.at("payment").at("id")},
          {"refund", refund},
          {"amount", money(bench, amount)},
          {"reason", "asked"}};
}

Json chargeRequest(Bench& bench, const Json& saved, const std::string& attempt) {
  return {{"attempt", attempt},
          {"amount", money(bench, 118'000)},
          {"customer", saved.at("customer")},
          {"method", saved.at("method")},
          {"description", "renewal"},
          {"payer", payer()}};
}

Json linkRequest(Bench& bench, const std::string& attempt) {
  return {{"attempt", attempt},
          {"amount", money(bench, 118'000)},
          {"payer", payer()},
          {"return_url", "https://portal.example/checkout/return"}};
}

Json savedMethod(Bench& bench, const char* use) {
  const auto wanted = bench.subject().at("saved_methods").at(use);
  const auto customer = bench.succeed("customer", {{"payer", payer()}}).at("customer");
  auto setup = checkoutRequest(bench, bench.freshName("pay_setup"), 100);
  setup["customer"] = customer;
  setup["mandate"] = {{"method", wanted.at("mandate")},
                      {"max_amount", money(bench, 1'500'000)},
                      {"frequency", "as_presented"}};
  const auto checkout = bench.succeed("setup", setup);
  require(checkout.at("next_action").value("recurring", false),
          "setup does not ask the payer for a mandate");
  bench.sandbox().pay({{"provider", bench.provider()},
                       {bench.subject().at("pay_by").get<std::string>(), checkout.at("reference")},
                       {"outcome", "captured"},
                       {"method", wanted.at("pays_with")}});
  const auto methods = bench.succeed("methods", {{"customer", customer}}).at("methods");
  require(!methods.empty() && methods.back().at("state") == "confirmed",
          "the saved method does not show");
  return {{"customer", customer}, {"method", methods.back().at("id")}};
}

namespace {

WriteCase checkingOut(Bench& bench) {
  const auto attempt = bench.freshName("pay_checkout");
  const auto ours = bench.subject().at("attempt_member").get<std::string>();
  const auto made = [&bench, attempt, ours] {
    return countWhere(bench.booked("checkout"), ours, attempt);
  };
  return {"checkout", checkoutRequest(bench, attempt), [made] { return made() > 0; },
          [&bench, attempt] {
            return !bench.succeed("locate", {{"attempt", attempt}}).at("checkout").is_null();
          },
          made};
}

WriteCase refunding(Bench& bench) {
  const auto paid = paidCheckout(bench, bench.freshName("pay_refund"));
  const auto refund = bench.freshName("ref_refund");
  const auto ours = bench.subject().at("refund_member").get<std::string>();
  const auto made = [&bench, refund, ours] {
    return countWhere(bench.booked("refund"), ours, refund);
  };
  const auto payment = paid.at("payment").at("id");
  return {"refund", refundRequest(bench, paid, refund, 50'000), [made] { return made() > 0; },
          [&bench, refund, payment] {
            return !bench.succeed("locate_refund", {{"payment_id", payment}, {"refund", refund}})
                        .at("refund")
                        .is_null();
          },
          made};
}

WriteCase capturing(Bench& bench) {
  const auto paid = paidCheckout(bench, bench.freshName("pay_capture"), "authorized");
  const auto payment = paid.at("payment").at("id");
  const auto reference = paid.at("checkout").at("reference");
  return {"capture",
          {{"payment_id", payment}, {"amount", money(bench, 118'000)}},
          [&bench, payment] {
            const auto captured = bench.subject().at("payment_members").at("is");
            for (const auto& each : bench.booked("payments")) {
              if (memberAt(each, paymentMember(bench, "id")) == payment)
                return memberAt(each, paymentMember(bench, "captured")) == captured;
            }
            return false;
          },
          [&bench, reference] {
            return bench.succeed("fetch", {{"reference", reference}}).at("state") == "paid";
          },
          nullptr};
}

WriteCase charging(Bench& bench) {
  const auto saved = savedMethod(bench, "quick");
  const auto attempt = bench.freshName("pay_charge");
  const auto made = [&bench, saved] {
    int count = 0;
    for (const auto& each : bench.booked("payments")) {
      count += memberAt(each, paymentMember(bench, "saved_method")) == saved.at("method") &&
               each.at("amount") == 118'000;
    }
    return count;
  };
  return {"charge", chargeRequest(bench, saved, attempt), [made] { return made() > 0; },
          [&bench, attempt] {
            const auto checkout = bench.succeed("locate", {{"attempt", attempt}}).at("checkout");
            return !checkout.is_null() &&
                   bench.succeed("fetch", {{"reference", checkout.at("reference")}}).at("state") ==
                       "paid";
          },
          made};
}

WriteCase settingUp(Bench& bench) {
  const auto customer = bench.succeed("customer", {{"payer", payer()}}).at("customer");
  auto write = checkingOut(bench);
  write.verb = "setup";
  write.request["customer"] = customer;
  write.request["mandate"] = {
      {"method", bench.subject().at("saved_methods").at("quick").at("mandate")},
      {"max_amount", money(bench, 1'500'000)},
      {"frequency", "as_presented"}};
  return write;
}

// Nothing is read back, since there would be nothing to tell by: a lie is not seen through.
WriteCase makingCustomer(Bench& bench) {
  const auto name = bench.freshName("payer");
  const auto email = name + "@example.net";
  auto who = payer();
  who["id"] = name;
  who["email"] = email;
  WriteCase write{"customer",
                  {{"payer", who}},
                  nullptr,
                  nullptr,
                  [&bench, email] { return countWhere(bench.booked("customer"), "email", email); },
                  false};
  write.isRepeatable = true;
  return write;
}

WriteCase makingLink(Bench& bench) {
  const auto attempt = bench.freshName("pay_link");
  const auto ours = bench.subject().at("link_member").get<std::string>();
  const auto made = [&bench, attempt, ours] {
    return countWhere(bench.booked("payment_link"), ours, attempt);
  };
  return {"payment_link", linkRequest(bench, attempt), [made] { return made() > 0; },
          [&bench, attempt] {
            return !bench.succeed("locate", {{"attempt", attempt}}).at("checkout").is_null();
          },
          made};
}

WriteCase cancellingLink(Bench& bench) {
  const auto link = bench.succeed("payment_link", linkRequest(bench, bench.freshName("pay_link")));
  const auto reference = link.at("reference");
  WriteCase write{"cancel_payment_link",
                  {{"reference", reference}},
                  [&bench, reference] {
                    const auto cancelled = bench.subject().at("cancelled_link");
                    for (const auto& each : bench.booked("payment_link")) {
                      if (each.at("id") == reference) return each.at("status") == cancelled;
                    }
                    return false;
                  },
                  nullptr,
                  nullptr};
  write.isRepeatable = true;
  return write;
}

WriteCase forgettingMethod(Bench& bench) {
  const auto saved = savedMethod(bench, "quick");
  WriteCase write{
      "delete_method", saved,
      [&bench, saved] {
        const auto left = bench.succeed("methods", {{"customer", saved.at("customer")}});
        return countWhere(left.at("methods"), "id", saved.at("method")) == 0;
      },
      nullptr, nullptr};
  write.isRepeatable = true;
  return write;
}

}  // namespace

std::vector<Check> gatewayWriteChecks() {
  std::vector<Check> checks;
  const auto add = [&](std::vector<Check> more) {
    checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  };
  add(faultChecks("checkout", checkingOut));
  add(faultChecks("refund", refunding));
  add(faultChecks("capture", capturing));
  add(faultChecks("charge", charging));
  add(faultChecks("setup", settingUp));
  add(faultChecks("customer", makingCustomer));
  add(faultChecks("delete_method", forgettingMethod));
  add(faultChecks("payment_link", makingLink));
  add(faultChecks("cancel_payment_link", cancellingLink));
  return checks;
}

}  // namespace hostler::conformance
