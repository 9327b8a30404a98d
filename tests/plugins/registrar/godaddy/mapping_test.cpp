#include "mapping.h"

#include "contact_mapping.h"
#include "names.h"
#include "tests/plugins/support/conformance.h"

#include <functional>

using namespace hostler::godaddy;
using hostler::sdk::Json;
using State = hostler::sdk::RegistrationState;

namespace {

Json fixture(const std::string& name) {
  return hostler::testing::jsonFile(hostler::testing::sourceTree() /
                                    "tests/plugins/registrar/godaddy/fixtures" / (name + ".json"));
}

bool misfits(const std::function<void()>& mapping) {
  try {
    mapping();
    return false;
  } catch (const MappingError&) {
    return true;
  }
}

}  // namespace

class GodaddyMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GodaddyMappingTest);
  CPPUNIT_TEST(readsADomain);
  CPPUNIT_TEST(aDomainThatMovedInIsHeldSinceThen);
  CPPUNIT_TEST(readsContactsAndLetsTheRegistrantStandForOthers);
  CPPUNIT_TEST(readsAvailabilityWithAndWithoutAPrice);
  CPPUNIT_TEST(readsWhatCannotBeBought);
  CPPUNIT_TEST(readsAnOrder);
  CPPUNIT_TEST(pricesAreWholeNumbersOrNothing);
  CPPUNIT_TEST(readsAgreementsAndFields);
  CPPUNIT_TEST(dnssecHasWordsForNumbers);
  CPPUNIT_TEST(wrongTypesAreNoAnswer);
  CPPUNIT_TEST(namesAreStrict);
  CPPUNIT_TEST_SUITE_END();

 public:
  void readsADomain() {
    const auto registration = toRegistration(fixture("domain"));
    CPPUNIT_ASSERT_EQUAL(std::string{"acme.example"}, registration.domain);
    CPPUNIT_ASSERT_EQUAL(std::string{"300417"}, registration.id);
    CPPUNIT_ASSERT(registration.state == State::Active);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'803'896'430}, *registration.expiresAt);
    CPPUNIT_ASSERT(registration.locked && !registration.privacy && registration.autoRenew);
    CPPUNIT_ASSERT_EQUAL(std::string{"ns1.host.example"}, registration.nameservers.at(0));
    CPPUNIT_ASSERT(!registration.cost);
  }

  void aDomainThatMovedInIsHeldSinceThen() {
    auto domain = fixture("domain");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'608'430}, *heldSince(domain));
    domain.erase("registrarCreatedAt");
    CPPUNIT_ASSERT_EQUAL(*toRegistration(domain).createdAt, *heldSince(domain));
    domain.erase("createdAt");
    CPPUNIT_ASSERT(!heldSince(domain));
  }

  void readsContactsAndLetsTheRegistrantStandForOthers() {
    const auto shown = toContacts(fixture("domain"));
    CPPUNIT_ASSERT_EQUAL(std::string{"asha@example.net"}, shown.registrant.email);
    CPPUNIT_ASSERT(!shown.admin && shown.tech && !shown.billing);
    CPPUNIT_ASSERT(!faultOf(shown));

    Json body = Json::object();
    addContacts(body, shown);
    CPPUNIT_ASSERT_EQUAL(body["contactRegistrant"], body["contactAdmin"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"Ravi"}, body["contactTech"]["nameFirst"].get<std::string>());

    auto spelled = shown;
    spelled.admin = shown.registrant;
    CPPUNIT_ASSERT(areSame(shown, spelled));
    spelled.billing = shown.tech;
    CPPUNIT_ASSERT(!areSame(shown, spelled));
    auto louder = shown.registrant;
    louder.firstName = "ASHA";
    louder.email = "Asha@Example.net";
    CPPUNIT_ASSERT(isSamePerson(shown.registrant, louder));
    auto wrong = shown;
    wrong.tech->phone = "9840012345";
    CPPUNIT_ASSERT_EQUAL(std::string{"contacts.tech.phone is not of the form +CC.NNNN"},
                         *faultOf(wrong));
  }

  void readsAvailabilityWithAndWithoutAPrice() {
    const auto answer = fixture("available_mixed");
    const auto free = toAvailability(answer["domains"][0]);
    CPPUNIT_ASSERT(free.available && !free.definitive && free.offered);
    CPPUNIT_ASSERT_EQUAL(std::string{"11.99"}, free.cost->amount);
    const auto taken = toAvailability(answer["domains"][1]);
    CPPUNIT_ASSERT(!taken.available && taken.definitive && !taken.cost);
  }

  void readsWhatCannotBeBought() {
    const auto odd = toUnavailable(fixture("available_mixed")["errors"][0]);
    CPPUNIT_ASSERT(!odd.available && !odd.offered);
    CPPUNIT_ASSERT_EQUAL(std::string{"UNSUPPORTED_TLD"}, odd.reason);
  }

  void readsAnOrder() {
    const auto order = toOrder(fixture("order"), 2);
    CPPUNIT_ASSERT_EQUAL(std::string{"1000417"}, order.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"23.98"}, toCost(order.total).amount);
    CPPUNIT_ASSERT_EQUAL(2, order.total.years);
  }

  void pricesAreWholeNumbersOrNothing() {
    auto order = fixture("order");
    // 11990000.0 and 1.199e7 arrive as text; the rest is as hostile as it looks.
    for (const Json& total : {Json("11990000.0"), Json("1.199e7"), Json(-1), Json(1.5), Json(true),
                              Json(INT64_MAX), Json("11990000"), Json()}) {
      order["total"] = total;
      CPPUNIT_ASSERT_MESSAGE(total.dump(), misfits([&] { toOrder(order, 1); }));
    }
    order["total"] = 9'007'199'254'740'993u;  // no binary float holds it
    CPPUNIT_ASSERT_EQUAL(std::string{"9007199254.740993"}, toCost(toOrder(order, 1).total).amount);
    order["currency"] = "dollars";
    CPPUNIT_ASSERT(misfits([&] { toOrder(order, 1); }));
  }

  void readsAgreementsAndFields() {
    const auto agreements = toAgreements(fixture("agreements"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, agreements.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"DNPA"}, agreements[1].key);
    CPPUNIT_ASSERT(agreements[1].url.empty());

    const auto fields = toFields(fixture("schema"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, fields.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"entityType"}, fields[0].name);
    CPPUNIT_ASSERT(fields[0].required && fields[0].type == "text");
    CPPUNIT_ASSERT(fields[1].required && fields[1].type == "flag");
    CPPUNIT_ASSERT(!fields[2].required && fields[2].type == "number");
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, fields[2].defaultValue);
  }

  void dnssecHasWordsForNumbers() {
    const auto signers = toSigners(fixture("dnssec"));
    CPPUNIT_ASSERT_EQUAL(13, signers[0].algorithm);
    CPPUNIT_ASSERT_EQUAL(2, signers[0].digestType);
    CPPUNIT_ASSERT_EQUAL(std::string{"AABB01"}, signers[0].digest);
    CPPUNIT_ASSERT_EQUAL(8, signers[1].algorithm);
    CPPUNIT_ASSERT_EQUAL(4, signers[1].digestType);
    CPPUNIT_ASSERT_EQUAL(std::string{"ECDSAP256SHA256"},
                         (*fromSigner(signers[0]))["algorithm"].get<std::string>());
    CPPUNIT_ASSERT(!fromSigner({1, 200, 2, "aa"}));
    CPPUNIT_ASSERT(!fromSigner({1, 13, 9, "aa"}));
    CPPUNIT_ASSERT(toSigners(Json::object()).empty());
  }

  void wrongTypesAreNoAnswer() {
    for (const char* member :
         {"domain", "status", "expires", "locked", "nameServers", "domainId"}) {
      auto bad = fixture("domain");
      bad[member] = {{"an", "object"}};
      CPPUNIT_ASSERT_MESSAGE(member, misfits([&] { toRegistration(bad); }));
    }
    auto strange = fixture("domain");
    strange["domain"] = "acme.example/../../orders";
    CPPUNIT_ASSERT(misfits([&] { toRegistration(strange); }));
    CPPUNIT_ASSERT(misfits([] { toRegistration("text"); }));
    CPPUNIT_ASSERT(misfits([] { toAgreements(Json::object()); }));
    CPPUNIT_ASSERT(misfits([] { toAvailability({{"domain", "a.com"}, {"available", "yes"}}); }));
    CPPUNIT_ASSERT(misfits([] { toContacts(Json::object()); }));
    CPPUNIT_ASSERT(misfits([] { toFields({{"properties", "none"}}); }));
  }

  void namesAreStrict() {
    for (const char* name : {"acme.com", "xn--bcher-kva.com", "a.co.in", "1a.com", "a-b.com"})
      CPPUNIT_ASSERT_MESSAGE(name, isDomainName(name));
    for (const char* name : {"", "acme", "Acme.com", "acme.com.", "-a.com", "a-.com", "a..com",
                             "1.2.3.4", "a b.com", "a/b.com", "b\u00fccher.com"}) {
      CPPUNIT_ASSERT_MESSAGE(name, !isDomainName(name));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"co.in"}, tldOf("acme.co.in"));
    CPPUNIT_ASSERT(isIpAddress("203.0.113.7") && isIpAddress("2001:db8::1"));
    CPPUNIT_ASSERT(!isIpAddress("203.0.113") && !isIpAddress("localhost") && !isIpAddress(""));
    CPPUNIT_ASSERT(isPhone("+91.9812345678") && !isPhone("+919812345678") && !isPhone("91.98"));
  }
};

HOSTLER_SUITE(GodaddyMappingTest, "plugins/registrar/godaddy/mapping");
