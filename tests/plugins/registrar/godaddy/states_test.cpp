#include "states.h"

#include "tests/plugins/support/conformance.h"
#include "tests/plugins/support/shapes.h"

#include <map>

using namespace hostler::godaddy;
using State = hostler::sdk::RegistrationState;

class GodaddyStatesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GodaddyStatesTest);
  CPPUNIT_TEST(familiesAreToldByTheirFirstPart);
  CPPUNIT_TEST(whatIsChangedWhileItWorksIsActive);
  CPPUNIT_TEST(unknownWordsAreForAPerson);
  CPPUNIT_TEST(everyPublishedWordOfAFamilyIsInIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void familiesAreToldByTheirFirstPart() {
    const std::map<const char*, State> states{{"ACTIVE", State::Active},
                                              {"AWAITING_DOCUMENT_UPLOAD", State::Pending},
                                              {"PENDING_SETUP", State::Pending},
                                              {"AWAITING_TRANSFER_IN_AUTH", State::Transferring},
                                              {"PENDING_TRANSFER_IN_NACK", State::Transferring},
                                              {"PENDING_TRANSFER", State::Transferring},
                                              {"PENDING_TRANSFER_OUT", State::Review},
                                              {"TRANSFERRED_OUT", State::TransferredAway},
                                              {"CANCELLED", State::Cancelled},
                                              {"CANCELLED_HELD", State::Cancelled},
                                              {"CANCELLED_TRANSFER", State::Failed},
                                              {"CANCELLED_REDEEMABLE", State::Redemption},
                                              {"DELETED_REDEEMABLE", State::Redemption},
                                              {"EXPIRED_REASSIGNED", State::Expired},
                                              {"PARKED_EXPIRED", State::Expired},
                                              {"PARKED_AND_HELD", State::Review},
                                              {"FAILED_REGISTRATION", State::Failed},
                                              {"HELD_DISPUTED", State::Review},
                                              {"LOCKED_ABUSE", State::Review},
                                              {"SUSPENDED_VERIFICATION_ICANN", State::Review},
                                              {"CONFISCATED", State::Review},
                                              {"UPDATED_OWNERSHIP", State::TransferredAway}};
    for (const auto& [word, state] : states) CPPUNIT_ASSERT_MESSAGE(word, stateOf(word) == state);
  }

  void whatIsChangedWhileItWorksIsActive() {
    for (const char* word : {"PENDING_UPDATE", "PENDING_UPDATE_CONTACTS", "PENDING_DNS_ACTIVE",
                             "PENDING_RENEWAL", "AWAITING_VERIFICATION_ICANN"}) {
      CPPUNIT_ASSERT_MESSAGE(word, stateOf(word) == State::Active);
    }
  }

  void unknownWordsAreForAPerson() {
    for (const char* word : {"", "UNKNOWN", "BEAMED_UP", "active", "UNLOCKED_ABUSE"})
      CPPUNIT_ASSERT_MESSAGE(word, stateOf(word) == State::Review);
  }

  void everyPublishedWordOfAFamilyIsInIt() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto document = hostler::testing::jsonFile(*specs / "godaddy/domains.openapi.json");
    for (const auto& parameter : document["paths"]["/v1/domains"]["get"]["parameters"]) {
      if (parameter["name"] != "statuses") continue;
      for (const auto& each : parameter["schema"]["items"]["enum"]) {
        const auto word = each.get<std::string>();
        const bool underWay = word.starts_with("AWAITING") || word.starts_with("PENDING");
        const auto state = stateOf(word);
        if (word.starts_with("FAILED")) CPPUNIT_ASSERT_MESSAGE(word, state == State::Failed);
        if (word.starts_with("HELD")) CPPUNIT_ASSERT_MESSAGE(word, state == State::Review);
        if (underWay) CPPUNIT_ASSERT_MESSAGE(word, state != State::Cancelled);
      }
    }
  }
};

HOSTLER_SUITE(GodaddyStatesTest, "plugins/registrar/godaddy/states");
