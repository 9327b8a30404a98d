// version, systemloadavg, loadavg, gethostname, listips, acctcounts, create_user_session.
#include "plugins/sandbox/random_text.h"
#include "plugins/sandbox/whm/whm_functions.h"

#include <hostler/http_client.hpp>

namespace hostler::sandbox::whm {
namespace {

constexpr int kSessionSeconds = 15 * 60;

FunctionResult version(FunctionCall& call) {
  return {true, "OK", {{"version", call.server.version}}, nullptr};
}

FunctionResult load(FunctionCall&) {
  return {true, "OK", {{"one", "0.10"}, {"five", "0.08"}, {"fifteen", "0.05"}}, nullptr};
}

FunctionResult hostname(FunctionCall& call) {
  return {true, "OK", {{"hostname", call.server.name + ".example"}}, nullptr};
}

FunctionResult addresses(FunctionCall&) {
  Json rows = Json::array();
  for (int i = 5; i < 10; ++i) {
    rows.push_back({{"ip", "192.0.2." + std::to_string(i)},
                    {"if", "eth0"},
                    {"netmask", "255.255.255.0"},
                    {"network", "192.0.2.0"},
                    {"active", 1},
                    {"dedicated", 0},
                    {"mainaddr", i == 5 ? 1 : 0},
                    {"removable", i == 5 ? 0 : 1},
                    {"used", i == 5 ? 1 : 0}});
  }
  return {true, "OK", {{"ip", std::move(rows)}}, nullptr};
}

FunctionResult counts(FunctionCall& call) {
  int active = 0, suspended = 0;
  for (const auto& [name, account] : call.server.accounts) {
    if (!call.who.isRoot() && account.owner != call.who.user) continue;
    ++(account.suspended ? suspended : active);
  }
  return {true,
          "OK",
          {{"reseller",
            {{"active", active},
             {"suspended", suspended},
             {"limit", call.who.isRoot() ? Json(nullptr) : Json(100)},
             {"user", call.who.user}}}},
          nullptr};
}

FunctionResult session(FunctionCall& call) {
  const auto user = call.param("user"), service = call.param("service");
  if (call.visible(user) == nullptr)
    return FunctionResult::failed("The user “" + user + "” does not exist.");
  if (service != "cpaneld" && service != "webmaild" && service != "whostmgrd") {
    return FunctionResult::failed(
        "The “service” parameter must be one of cpaneld, webmaild, whostmgrd.");
  }
  const auto token = "/cpsess" + randomDigits(10);
  const auto secret = user + ":" + randomText(16) + ":create_user_session," + randomText(32);
  return {true,
          "Created session",
          {{"service", service},
           {"session", secret},
           {"cp_security_token", token},
           {"expires", call.now.unixSeconds() + kSessionSeconds},
           {"url", call.publicUrl + "/whm" + token + "/login/?session=" + sdk::urlEncode(secret)}},
          nullptr};
}

}  // namespace

void addServerFunctions(FunctionTable& table) {
  table["version"] = {version};
  table["systemloadavg"] = {load};
  table["gethostname"] = {hostname};
  table["listips"] = {addresses};
  table["acctcounts"] = {counts};
  table["create_user_session"] = {session};
}

}  // namespace hostler::sandbox::whm
