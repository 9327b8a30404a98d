#include "mapping.h"

#include "catalogue_mapping.h"
#include "digitalocean_client.h"
#include "labels.h"
#include "metrics_mapping.h"
#include "resource_mapping.h"
#include "rule_mapping.h"
#include "tests/support/suite.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace hostler::digitalocean;
using hostler::sdk::Json;
using hostler::sdk::Outcome;
namespace sdk = hostler::sdk;

class DigitalOceanMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DigitalOceanMappingTest);
  CPPUNIT_TEST(aDropletIsAnAccountAndAMachine);
  CPPUNIT_TEST(aDropletWithoutAnAddressIsStillBeingMade);
  CPPUNIT_TEST(suspendedIsOffAndMarked);
  CPPUNIT_TEST(pricesKeepTheirDigits);
  CPPUNIT_TEST(wrongTypesAreNoAnswer);
  CPPUNIT_TEST(timesAreSeconds);
  CPPUNIT_TEST(firewallRulesAreReadBothWays);
  CPPUNIT_TEST(anyProtocolIsThreeRulesAndTheSame);
  CPPUNIT_TEST(rulesThatCannotBeSaidAreRefused);
  CPPUNIT_TEST(processorTimeBecomesPercent);
  CPPUNIT_TEST(ratesBecomeBytes);
  CPPUNIT_TEST(statusesSayWhatToDo);
  CPPUNIT_TEST(anHourThatIsUsedUpSaysWhenItIsOver);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aDropletIsAnAccountAndAMachine() {
    const auto droplet = toDroplet(fixture("droplet_active.json").at("droplet"));
    const auto& account = droplet.account;
    CPPUNIT_ASSERT_EQUAL(std::string{"3164499"}, account.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"web1.acme.example"}, account.domain);
    CPPUNIT_ASSERT_EQUAL(std::string{"s-1vcpu-1gb"}, account.package);
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.7"}, *account.ip);
    const auto& machine = *account.machine;
    CPPUNIT_ASSERT(machine.state == sdk::MachineState::Running);
    CPPUNIT_ASSERT_EQUAL(std::string{"svc_9k2"}, machine.reference);
    CPPUNIT_ASSERT_EQUAL(std::string{"acc_0c7"}, machine.owner);
    CPPUNIT_ASSERT_EQUAL(std::string{"debian-12-x64"}, machine.image);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'073'741'824}, *machine.memoryBytes);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, machine.addresses.size());
    CPPUNIT_ASSERT(machine.addresses[0].ip == "192.0.2.7" && machine.addresses[0].isPublic);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, machine.volumes.size());
  }

  void aDropletWithoutAnAddressIsStillBeingMade() {
    auto json = fixture("droplet_active.json").at("droplet");
    json["networks"] = {{"v4", Json::array()}, {"v6", Json::array()}};
    CPPUNIT_ASSERT(stateOf(json) == sdk::MachineState::Creating);
    json["status"] = "new";
    CPPUNIT_ASSERT(stateOf(json) == sdk::MachineState::Creating);
    json = fixture("droplet_active.json").at("droplet");
    json["locked"] = true;
    CPPUNIT_ASSERT(stateOf(json) == sdk::MachineState::Changing);
    json["locked"] = false;
    json["status"] = "archive";
    CPPUNIT_ASSERT(stateOf(json) == sdk::MachineState::Failed);
  }

  void suspendedIsOffAndMarked() {
    auto json = fixture("droplet_active.json").at("droplet");
    json["tags"].push_back("hostler-suspended");
    CPPUNIT_ASSERT(!toDroplet(json).account.suspended);
    json["status"] = "off";
    CPPUNIT_ASSERT(toDroplet(json).account.suspended);
    json["tags"] = Json::array();
    CPPUNIT_ASSERT(!toDroplet(json).account.suspended);
  }

  void pricesKeepTheirDigits() {
    const auto size = toSize(fixture("droplet_active.json").at("droplet").at("size"));
    CPPUNIT_ASSERT_EQUAL(std::string{"0.00743999984115362"}, size.costs[0].amount);
    CPPUNIT_ASSERT_EQUAL(std::string{"5"}, size.costs[1].amount);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{500'000'000'000}, *size.transferBytes);
    for (const char* bad : {"-1.5", "1e3", "", "1.", ".5", "NaN", "1,5"}) {
      auto json = fixture("droplet_active.json").at("droplet").at("size");
      json["price_hourly"] = bad;
      CPPUNIT_ASSERT_THROW_MESSAGE(bad, (void)toSize(json), MappingError);
    }
  }

  void wrongTypesAreNoAnswer() {
    const auto good = fixture("droplet_active.json").at("droplet");
    for (const char* member : {"id", "name", "status", "locked", "tags", "size_slug", "vcpus",
                               "memory", "disk", "networks", "region", "image", "size"}) {
      for (const Json& wrong : {Json("x"), Json(-7), Json::array({7}), Json(true)}) {
        auto json = good;
        if (json[member].type() == wrong.type()) continue;
        json[member] = wrong;
        if (std::string{member} == "id" && wrong == "x") continue;
        CPPUNIT_ASSERT_THROW_MESSAGE(std::string{member} + " " + wrong.dump(),
                                     (void)toDroplet(json), MappingError);
      }
    }
  }

  void timesAreSeconds() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'323'045},
                         *timeOf({{"at", "2026-01-02T03:04:05Z"}}, "at"));
    CPPUNIT_ASSERT(!timeOf({{"at", nullptr}}, "at"));
    for (const char* bad :
         {"yesterday", "2026-13-02T03:04:05Z", "2026-01-02", "2026-01-02T25:04:05Z"})
      CPPUNIT_ASSERT_THROW_MESSAGE(bad, (void)timeOf({{"at", bad}}, "at"), MappingError);
  }

  void firewallRulesAreReadBothWays() {
    const auto firewall = fixture("firewall.json").at("firewall");
    const auto rules = toRules(firewall);
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rules.size());
    CPPUNIT_ASSERT(rules[0].fromPort == 22 && rules[0].toPort == 22);
    CPPUNIT_ASSERT(!rules[1].fromPort && rules[1].protocol == sdk::Protocol::Udp);
    CPPUNIT_ASSERT(rules[2].direction == sdk::Direction::Out && rules[3].toPort == 9000);
    const auto back = fromRules(rules);
    CPPUNIT_ASSERT(haveSameRules(back, rules));
    CPPUNIT_ASSERT_EQUAL(std::string{"8000-9000"},
                         back["outbound_rules"][1]["ports"].get<std::string>());
  }

  void anyProtocolIsThreeRulesAndTheSame() {
    const std::vector<sdk::FirewallRule> any{
        {sdk::Direction::In, sdk::Protocol::Any, std::nullopt, std::nullopt, {"0.0.0.0/0"}}};
    const auto body = fromRules(any);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, body["inbound_rules"].size());
    CPPUNIT_ASSERT(haveSameRules(body, any));
    CPPUNIT_ASSERT(
        !haveSameRules(body, {any[0], {sdk::Direction::Out, sdk::Protocol::Tcp, 1, 2, {"::/0"}}}));
  }

  void rulesThatCannotBeSaidAreRefused() {
    using Rule = sdk::FirewallRule;
    const auto in = sdk::Direction::In;
    const auto tcp = sdk::Protocol::Tcp;
    for (const auto& bad : {Rule{in, tcp, 22, std::nullopt, {"::/0"}},
                            Rule{in, tcp, 22, 21, {"::/0"}}, Rule{in, tcp, 0, 1, {"::/0"}},
                            Rule{in, tcp, 22, 70'000, {"::/0"}}, Rule{in, tcp, 22, 22, {}}}) {
      CPPUNIT_ASSERT_THROW((void)fromRules({bad}), sdk::ProviderFailure);
    }
    CPPUNIT_ASSERT_THROW((void)algorithmOf(sdk::Balancing::Source), sdk::ProviderFailure);
  }

  void processorTimeBecomesPercent() {
    const std::vector<Samples> modes{{"idle", "", {{60, 80}, {120, 125}, {180, 10}, {240, 20}}},
                                     {"user", "", {{60, 20}, {120, 35}, {180, 5}, {240, 35}}}};
    const auto points = busyPercent(modes);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, points.size());  // the counters began anew at 180
    CPPUNIT_ASSERT_EQUAL(std::string{"25.00"}, points[0].value);
    CPPUNIT_ASSERT_EQUAL(std::string{"75.00"}, points[1].value);
  }

  void ratesBecomeBytes() {
    // 8 megabits a second for a minute are 60 MB; what came after a long silence is not counted.
    const std::vector<Samples> out{{"", "", {{0, 8}, {60, 8}, {100'000, 8}}}};
    CPPUNIT_ASSERT_EQUAL(std::int64_t{60'000'000}, bytesOf(out));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, bytesOf({}));
  }

  void statusesSayWhatToDo() {
    struct Case {
      int status;
      const char* message;
      Outcome outcome;
      const char* code;
    };
    const Case cases[] = {
        {401, "Unable to authenticate you", Outcome::NeedsAttention, "access_denied"},
        {403, "You are missing the required permission", Outcome::NeedsAttention, "access_denied"},
        {403, "You have reached your volume limit", Outcome::NeedsAttention, "quota_reached"},
        {404, "gone", Outcome::Permanent, "not_found"},
        {409, "A volume with that name already exists", Outcome::Permanent, "already_in_use"},
        {422, "Droplet already has a pending event.", Outcome::Retryable, "busy"},
        {422, "creating this/these droplet(s) will exceed your droplet limit",
         Outcome::NeedsAttention, "quota_reached"},
        {422, "SSH Key is already in use on your account", Outcome::Permanent, "already_in_use"},
        {422, "Size is not available in this region.", Outcome::Permanent, "unprocessable_entity"},
        {429, "slow down", Outcome::Retryable, "rate_limited"},
        {500, "oops", Outcome::Unknown, "unprocessable_entity"}};
    for (const auto& each : cases) {
      const auto error = refusalOf(response(each.status, each.message), sdk::Effect::Write, 0);
      CPPUNIT_ASSERT_MESSAGE(each.message, error.outcome == each.outcome);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(each.message, std::string{each.code}, error.code);
    }
    CPPUNIT_ASSERT(refusalOf(response(503, ""), sdk::Effect::Read, 0).outcome ==
                   Outcome::Retryable);
    sdk::HttpResponse page;
    page.status = 422;
    page.body = "<html>";
    CPPUNIT_ASSERT(refusalOf(page, sdk::Effect::Write, 0).outcome == Outcome::Permanent);
  }

  void anHourThatIsUsedUpSaysWhenItIsOver() {
    auto used = response(429, "API rate limit exceeded.");
    CPPUNIT_ASSERT(!refusalOf(used, sdk::Effect::Read, 1'000).retryAfter);
    used.headers = {{"ratelimit-remaining", "0"}, {"ratelimit-reset", "1090"}};
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{90},
        std::int64_t{refusalOf(used, sdk::Effect::Read, 1'000).retryAfter->count()});
    used.headers.emplace_back("retry-after", "7");
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{7},
        std::int64_t{refusalOf(used, sdk::Effect::Read, 1'000).retryAfter->count()});
    used.headers = {{"ratelimit-remaining", "0"}, {"ratelimit-reset", "99999999999"}};
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{3'600},
        std::int64_t{refusalOf(used, sdk::Effect::Read, 1'000).retryAfter->count()});
  }

 private:
  static sdk::MachineState stateOf(const Json& droplet) {
    return toDroplet(droplet).account.machine->state;
  }
  static sdk::HttpResponse response(int status, const std::string& message) {
    sdk::HttpResponse response;
    response.status = status;
    response.body = Json{{"id", "unprocessable_entity"}, {"message", message}}.dump();
    return response;
  }
  // As the client reads it: fractions as text.
  static Json fixture(const std::string& name) {
    const char* source = std::getenv("HOSTLER_SOURCE");
    CPPUNIT_ASSERT(source != nullptr);
    std::ifstream file{std::string{source} + "/tests/plugins/provisioner/digitalocean/fixtures/" +
                       name};
    CPPUNIT_ASSERT_MESSAGE(name, file.is_open());
    return sdk::parseJson(std::string{std::istreambuf_iterator<char>{file}, {}},
                          {.depth = 64, .fractionsAsText = true});
  }
};

HOSTLER_SUITE(DigitalOceanMappingTest, "plugins/provisioner/digitalocean/mapping");
