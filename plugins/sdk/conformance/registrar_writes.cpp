#include "registrar_writes.h"

#include "faults.h"
#include "registrar_bench.h"

#include <algorithm>

namespace hostler::conformance {
namespace {

using sdk::Json;

bool isGone(const Json& registration) {
  return registration.is_null() || registration.at("state") == "cancelled" ||
         registration.at("state") == "failed";
}

WriteCase buying(Bench& bench, const std::string& verb, const std::string& domain,
                 const Json& request) {
  return {verb, request, [&bench, domain] { return isHeld(bench, domain); },
          [&bench, domain] { return !isGone(located(bench, domain)); },
          [&bench, domain, verb] { return ordersFor(bench, domain, verb); }};
}

WriteCase registering(Bench& bench) {
  const auto domain = freshDomain(bench, "buy");
  return buying(bench, "register", domain, registerRequest(bench, domain));
}

WriteCase transferring(Bench& bench) {
  const auto domain = freshDomain(bench, bench.subject().at("taken").at("stem").get<std::string>());
  return buying(bench, "transfer", domain, transferRequest(bench, domain));
}

WriteCase renewing(Bench& bench) {
  const auto domain = freshDomain(bench, "renew");
  const auto registration = registered(bench, domain);
  const auto before = registration.at("expires_at").get<std::int64_t>();
  return {"renew", renewRequest(bench, registration),
          [&bench, domain, before] {
            return bookedDomain(bench, domain).at("expires_at").get<std::int64_t>() > before;
          },
          [&bench, domain, before] {
            return located(bench, domain).at("expires_at").get<std::int64_t>() > before;
          },
          [&bench, domain] { return ordersFor(bench, domain, "renew"); }};
}

WriteCase restoring(Bench& bench) {
  const auto registration = redeemable(bench);
  const auto domain = registration.at("domain").get<std::string>();
  const auto before = registration.at("expires_at").get<std::int64_t>();
  return {"restore", restoreRequest(bench, registration),
          [&bench, domain, before] {
            return bookedDomain(bench, domain).at("expires_at").get<std::int64_t>() > before;
          },
          [&bench, domain] { return located(bench, domain).at("state") == "active"; },
          [&bench, domain] { return ordersFor(bench, domain, "restore"); }};
}

WriteCase cancelling(Bench& bench) {
  const auto domain = freshDomain(bench, "end");
  registered(bench, domain);
  return {"cancel",
          {{"domain", domain}},
          [&bench, domain] { return !isHeld(bench, domain); },
          [&bench, domain] { return isGone(located(bench, domain)); },
          nullptr};
}

// A setting that book and registration show under one name.
WriteCase setting(Bench& bench, const std::string& verb, const std::string& member,
                  const Json& wanted, Json request) {
  const auto domain = freshDomain(bench, "change");
  registered(bench, domain);
  request["domain"] = domain;
  return {
      verb, request,
      [&bench, domain, member, wanted] { return bookedDomain(bench, domain).at(member) == wanted; },
      [&bench, domain, member, wanted] { return located(bench, domain).at(member) == wanted; },
      nullptr};
}

WriteCase settingNameservers(Bench& bench) {
  const Json hosts{"ns1.host.example", "ns2.host.example"};
  return setting(bench, "set_nameservers", "nameservers", hosts, {{"nameservers", hosts}});
}
WriteCase unlocking(Bench& bench) {
  return setting(bench, "set_lock", "locked", false, {{"on", false}});
}
WriteCase renewingByItself(Bench& bench) {
  return setting(bench, "set_auto_renew", "auto_renew", true, {{"on", true}});
}
WriteCase hiding(Bench& bench) {
  auto write = setting(bench, "set_privacy", "privacy", true,
                       {{"on", true}, {"consent", consent(bench, true)}});
  const auto domain = write.request.at("domain").get<std::string>();
  write.effects = [&bench, domain] { return ordersFor(bench, domain, "privacy"); };
  return write;
}

WriteCase changingContacts(Bench& bench) {
  const auto domain = freshDomain(bench, "people");
  registered(bench, domain);
  const std::string email = "changed@example.net";
  return {"set_contacts",
          {{"domain", domain}, {"contacts", contacts(email)}},
          [&bench, domain, email] {
            return bookedDomain(bench, domain).at("contacts").dump().find(email) !=
                   std::string::npos;
          },
          [&bench, domain, email] {
            return bench.succeed("contacts", {{"domain", domain}}).at("registrant").at("email") ==
                   email;
          },
          nullptr};
}

WriteCase signing(Bench& bench) {
  const auto domain = freshDomain(bench, "signed");
  registered(bench, domain);
  const Json signer{
      {"key_tag", 4711}, {"algorithm", 13}, {"digest_type", 2}, {"digest", std::string(64, 'a')}};
  return {"set_delegation",
          {{"domain", domain}, {"signers", {signer}}},
          [&bench, domain] { return bookedDomain(bench, domain).at("delegation").size() == 1; },
          nullptr,
          [&bench, domain] {
            return static_cast<int>(bookedDomain(bench, domain).at("delegation").size());
          }};
}

WriteCase changingRecords(Bench& bench) {
  const auto domain = freshDomain(bench, "zone");
  registered(bench, domain);
  const std::string address = "192.0.2.44";
  const Json set{{"name", "www." + domain}, {"type", "A"}, {"ttl", 600}, {"values", {address}}};
  const auto times = [&bench, domain, address] {
    const auto records = bookedDomain(bench, domain).at("records");
    return static_cast<int>(std::count_if(records.begin(), records.end(), [&](const Json& record) {
      return record.dump().find(address) != std::string::npos;
    }));
  };
  return {"change_records",
          {{"domain", domain}, {"replace", {set}}},
          [times] { return times() > 0; },
          [&bench, domain, address] {
            return bench.succeed("records", {{"domain", domain}}).dump().find(address) !=
                   std::string::npos;
          },
          times};
}

WriteCase mailingAgain(Bench& bench) {
  const auto domain = freshDomain(bench, "mail");
  registered(bench, domain);
  return {"resend_verification", {{"domain", domain}}, nullptr, nullptr, nullptr, false};
}

Json onDomain(Bench& bench, const std::string& stem) {
  const auto domain = freshDomain(bench, stem);
  registered(bench, domain);
  return {{"domain", domain}};
}

}  // namespace

std::vector<Check> registrarFaultChecks() {
  std::vector<Check> checks;
  // Checks of verbs that a plugin does not offer are skipped.
  const auto add = [&](const std::string& verb, std::vector<Check> more) {
    for (auto& check : more) {
      check.run = [verb, run = std::move(check.run)](Bench& bench) {
        bench.needs(verb);
        run(bench);
      };
      checks.push_back(std::move(check));
    }
  };
  for (const auto& [verb, prepare] :
       std::vector<std::pair<std::string, Prepare>>{{"register", registering},
                                                    {"renew", renewing},
                                                    {"restore", restoring},
                                                    {"transfer", transferring},
                                                    {"cancel", cancelling},
                                                    {"set_nameservers", settingNameservers},
                                                    {"set_lock", unlocking},
                                                    {"set_auto_renew", renewingByItself},
                                                    {"set_privacy", hiding},
                                                    {"set_contacts", changingContacts},
                                                    {"set_delegation", signing},
                                                    {"change_records", changingRecords},
                                                    {"resend_verification", mailingAgain}}) {
    add(verb, faultChecks(verb, prepare));
  }

  const auto asking = [](Json request) { return [request](Bench&) { return request; }; };
  const auto aboutOne = [](Bench& bench) { return onDomain(bench, "read"); };
  using Asking = std::function<Json(Bench&)>;
  for (const auto& [verb,
                    request] : std::vector<std::
                                               pair<
                                                   std::string, Asking>>{{"test_connection",
                                                                          asking(Json::object())},
                                                                         {"locate",
                                                                          asking({{"domain",
                                                                                   "none.com"}})},
                                                                         {"suggest",
                                                                          asking(
                                                                              {{"query", "acme"}})},
                                                                         {"tlds",
                                                                          asking(Json::object())},
                                                                         {"registrations",
                                                                          asking(Json::object())},
                                                                         {"check",
                                                                          [](Bench& bench) {
                                                                            return Json{
                                                                                {"domains",
                                                                                 {freshDomain(
                                                                                      bench, "one"),
                                                                                  freshDomain(
                                                                                      bench,
                                                                                      "two")}}};
                                                                          }},
                                                                         {"agreements",
                                                                          [](Bench& bench) {
                                                                            return Json{
                                                                                {"tlds",
                                                                                 {bench.subject()
                                                                                      .at("tld")}}};
                                                                          }},
                                                                         {"registration_fields",
                                                                          [](Bench& bench) {
                                                                            return Json{
                                                                                {"tld",
                                                                                 bench.subject().at(
                                                                                     "tld")}};
                                                                          }},
                                                                         {"contacts", aboutOne},
                                                                         {"auth_code",
                                                                          [](Bench& bench) {
                                                                            auto request = onDomain(
                                                                                bench, "code");
                                                                            bench.succeed(
                                                                                "set_lock",
                                                                                {{"domain",
                                                                                  request.at(
                                                                                      "domain")},
                                                                                 {"on", false}});
                                                                            return request;
                                                                          }},
                                                                         {"records", aboutOne}}) {
    add(verb, readFaultChecks(verb, request));
  }
  return checks;
}

}  // namespace hostler::conformance
