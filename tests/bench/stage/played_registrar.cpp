#include "tests/bench/stage/played_registrar.h"

#include "tests/bench/stage/staff.h"

#include <stdexcept>

namespace hostler::bench {
namespace {

// The account of the sandbox that may ask as often as it likes.
constexpr auto kKey = "sandbox_fast_key", kSecret = "sandbox_fast_secret_01", kShopper = "100002";

}  // namespace

PlayedRegistrar::PlayedRegistrar(testing::Installation& here, testing::HttpClient& owner,
                                 std::string name)
    : name_{std::move(name)},
      sandbox_{{"sandbox", "--listen", "127.0.0.1:0"},
               here.environment(),
               here.folder() / (name_ + ".log")},
      client_{sandbox_.awaitAddress()} {
  const auto path = "/api/admin/plugins/" + name_;
  must(owner.post("/api/admin/plugins", {{"plugin", "godaddy"}, {"name", name_}}), "its account");
  must(owner.put(path + "/settings", {{"key", kKey},
                                      {"secret", kSecret},
                                      {"shopper_id", kShopper},
                                      {"requests_per_minute", 100'000},
                                      {"base_url", sandbox_.awaitAddress() + "/godaddy"}}),
       "its settings");
  must(owner.post(path + "/enable"), "enabling it");
  const auto tried = must(owner.post(path + "/test"), "asking it");
  if (tried["works"] != true) throw std::runtime_error{name_ + " does not work: " + tried.dump()};
}

void PlayedRegistrar::disturb(Json fault) {
  fault["provider"] = "godaddy";
  must(client_.remove("/_faults"), "ending its faults");
  must(client_.post("/_faults", fault), "its fault");
  before_ = receivedInAll();
}

std::size_t PlayedRegistrar::received() {
  return receivedInAll() - before_;
}

std::size_t PlayedRegistrar::receivedInAll() {
  const auto calls = must(client_.get("/_calls?provider=godaddy"), "what it was asked");
  return calls.at("data").size();
}

testing::HttpAnswer PlayedRegistrar::ask(const std::string& path, const Json& body) {
  return client_.deliver("/godaddy" + path, body.dump(),
                         {{"Authorization", std::string{"sso-key "} + kKey + ":" + kSecret},
                          {"Content-Type", "application/json"}});
}

}  // namespace hostler::bench
