#include "rules.h"

#include "mapping.h"
#include "tests/plugins/support/conformance.h"

using namespace hostler::cloudstack;
using hostler::sdk::Direction;
using hostler::sdk::FirewallRule;
using hostler::sdk::Json;
using hostler::sdk::Protocol;
using hostler::sdk::ProviderFailure;

class CloudstackRulesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CloudstackRulesTest);
  CPPUNIT_TEST(aGroupsRulesAreReadTogether);
  CPPUNIT_TEST(whatIsThereIsNeitherAddedNorTakenAway);
  CPPUNIT_TEST(whatIsMissingIsAddedFirst);
  CPPUNIT_TEST(everyPortIsARangeForTheCloud);
  CPPUNIT_TEST(rulesThatCannotBeAreRefused);
  CPPUNIT_TEST(anAddressGuardsOnlyWhatComesIn);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aGroupsRulesAreReadTogether() {
    const auto rules = together(groupRules(group()));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rules.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rules[0].networks.size());
    CPPUNIT_ASSERT_EQUAL(22, *rules[0].fromPort);
    CPPUNIT_ASSERT(rules[1].protocol == Protocol::Icmp && !rules[1].fromPort);
    CPPUNIT_ASSERT(rules[2].direction == Direction::Out && rules[2].protocol == Protocol::Any);
  }

  void whatIsThereIsNeitherAddedNorTakenAway() {
    const auto is = groupRules(group());
    CPPUNIT_ASSERT(std::holds_alternative<Nothing>(due(is, groupRules(together(is)))));
  }

  void whatIsMissingIsAddedFirst() {
    const auto wanted = groupRules({rule(Direction::In, Protocol::Tcp, 80, 443, {"0.0.0.0/0"})});
    const auto first = due(groupRules(group()), wanted);
    CPPUNIT_ASSERT_EQUAL(std::string{"add"}, std::get<Step>(first).command);
    auto is = groupRules(group());
    is.push_back({"r-9", wanted[0].rule});
    CPPUNIT_ASSERT_EQUAL(std::string{"remove"}, std::get<Step>(due(is, wanted)).command);
  }

  void everyPortIsARangeForTheCloud() {
    Params params;
    auto all = rule(Direction::In, Protocol::Udp, 1, 1, {"::/0", "10.0.0.0/8"});
    all.fromPort = all.toPort = std::nullopt;
    addRule(params, all, "cidrlist");
    CPPUNIT_ASSERT(params == (Params{{"protocol", "udp"},
                                     {"startport", "1"},
                                     {"endport", "65535"},
                                     {"cidrlist", "::/0,10.0.0.0/8"}}));
    const auto back = addressRules(std::vector<Json>{{{"id", "f-1"},
                                                      {"protocol", "udp"},
                                                      {"startport", 1},
                                                      {"endport", 65535},
                                                      {"cidrlist", "10.0.0.0/8,::/0"}}});
    CPPUNIT_ASSERT_EQUAL(CloudRule({"", all}).key(), back[0].key());
  }

  void rulesThatCannotBeAreRefused() {
    auto half = rule(Direction::In, Protocol::Tcp, 80, 80, {"::/0"});
    half.toPort = std::nullopt;
    for (const auto& bad : {half, rule(Direction::In, Protocol::Icmp, 80, 80, {"::/0"}),
                            rule(Direction::In, Protocol::Tcp, 90, 80, {"::/0"}),
                            rule(Direction::In, Protocol::Tcp, 0, 80, {"::/0"}),
                            rule(Direction::In, Protocol::Tcp, 80, 80, {}),
                            rule(Direction::In, Protocol::Tcp, 80, 80, {"anywhere"}),
                            rule(Direction::In, Protocol::Tcp, 80, 80, {"10.0.0.0/8,::/0"})}) {
      CPPUNIT_ASSERT_THROW(checkRules({bad}), ProviderFailure);
    }
  }

  void anAddressGuardsOnlyWhatComesIn() {
    CPPUNIT_ASSERT_THROW(
        addressRules(std::vector{rule(Direction::Out, Protocol::Tcp, 80, 80, {"::/0"})}),
        ProviderFailure);
  }

 private:
  static Json group() {
    return hostler::testing::jsonFile(
        hostler::testing::sourceTree() /
        "tests/plugins/provisioner/cloudstack/fixtures/listsecuritygroups.json")
        ["listsecuritygroupsresponse"]["securitygroup"][0];
  }
  static FirewallRule rule(Direction direction, Protocol protocol, int from, int to,
                           std::vector<std::string> networks) {
    return {direction, protocol, from, to, std::move(networks)};
  }
  static Due due(const std::vector<CloudRule>& is, const std::vector<CloudRule>& wanted) {
    return dueToHaveRules(
        is, wanted,
        [](const CloudRule&) {
          return Step{"add", {}};
        },
        [](const CloudRule&) {
          return Step{"remove", {}};
        });
  }
};

HOSTLER_SUITE(CloudstackRulesTest, "plugins/provisioner/cloudstack/rules");
