#include "labels.h"

#include "tests/support/suite.h"

#include <hostler/names.hpp>
#include <hostler/outcome.hpp>

using namespace hostler::digitalocean;
namespace sdk = hostler::sdk;

// Names and tags are all that says whose a thing is, so no two may be mistaken for one another.
class DigitalOceanLabelsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DigitalOceanLabelsTest);
  CPPUNIT_TEST(aDropletTellsItsReferenceAndOwner);
  CPPUNIT_TEST(ourOwnMarksAreNoReferences);
  CPPUNIT_TEST(aLabelHoldsBothAndGivesThemBack);
  CPPUNIT_TEST(noOwnersLabelsBeginLikeAnothers);
  CPPUNIT_TEST(labelsFitTheStrictestNames);
  CPPUNIT_TEST(whatIsNoReferenceIsRefused);
  CPPUNIT_TEST(backupsAreKnownByTheirNames);
  CPPUNIT_TEST(referencesAndNamesAreStrict);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aDropletTellsItsReferenceAndOwner() {
    const std::vector<std::string> tags{"hostler", "team-a", ownerTag("acc_0c7"),
                                        referenceTag("svc_0c7k2m9qz4f1h")};
    CPPUNIT_ASSERT_EQUAL(std::string{"hostler-svc_0c7k2m9qz4f1h"}, tags[3]);
    CPPUNIT_ASSERT_EQUAL(std::string{"svc_0c7k2m9qz4f1h"}, referenceIn(tags));
    CPPUNIT_ASSERT_EQUAL(std::string{"acc_0c7"}, ownerIn(tags));
    CPPUNIT_ASSERT_EQUAL(std::string{}, referenceIn({"hostler", "web"}));
  }

  void ourOwnMarksAreNoReferences() {
    const std::vector<std::string> tags{
        std::string{kTag}, std::string{kSuspendedTag}, std::string{kResizingTag},
        ownerTag("acc_1"), firewallTag("fwl_1"),       addressTag("203.0.113.9", "acc_1")};
    CPPUNIT_ASSERT_EQUAL(std::string{}, referenceIn(tags));
    CPPUNIT_ASSERT_EQUAL(std::string{"hostler-ip:203-0-113-9:acc_1"}, tags.back());
  }

  void aLabelHoldsBothAndGivesThemBack() {
    const auto label = labelOf("acc_0c7", "vol_9k2");
    CPPUNIT_ASSERT_EQUAL(std::string{"hostler-acc-0c7--vol-9k2"}, label);
    CPPUNIT_ASSERT(isLabel(label));
    CPPUNIT_ASSERT_EQUAL(std::string{"vol_9k2"}, referenceOf(label));
    CPPUNIT_ASSERT_EQUAL(std::string{}, referenceOf("my own volume"));
  }

  void noOwnersLabelsBeginLikeAnothers() {
    CPPUNIT_ASSERT(!labelOf("acc_1_2", "vol_1").starts_with(labelStart("acc_1")));
    CPPUNIT_ASSERT(!labelOf("acc_12", "vol_1").starts_with(labelStart("acc_1")));
    CPPUNIT_ASSERT(labelOf("acc_1", "a_2") != labelOf("acc_1_a", "2"));
  }

  void labelsFitTheStrictestNames() {
    const auto label = labelOf("acc_0c7k2m9qz4f1h", "vol_0c7k2m9qz4f1h");
    CPPUNIT_ASSERT(label.size() <= 63);
    CPPUNIT_ASSERT(label.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
                   std::string::npos);
  }

  void whatIsNoReferenceIsRefused() {
    for (const char* bad : {"", "a-b", "A", "a b", "_a", "a_", "a__b", "a/b", "../x"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(bad, (void)labelOf("acc_1", bad), sdk::ProviderFailure);
      CPPUNIT_ASSERT_THROW_MESSAGE(bad, (void)labelStart(bad), sdk::ProviderFailure);
      CPPUNIT_ASSERT_THROW_MESSAGE(bad, (void)referenceTag(bad), sdk::ProviderFailure);
    }
  }

  void backupsAreKnownByTheirNames() {
    const auto kept = backupName("svc_1", "key-1", true),
               passing = backupName("svc_1", "key-1", false);
    CPPUNIT_ASSERT(isBackupName(kept) && isBackupName(passing));
    CPPUNIT_ASSERT(outlivesAccount(kept) && !outlivesAccount(passing));
    CPPUNIT_ASSERT(backupName("svc_1", "key-2", true) != kept);
    CPPUNIT_ASSERT(!isLabel(kept) && !isLabel(passing));
  }

  void referencesAndNamesAreStrict() {
    CPPUNIT_ASSERT(sdk::isReference("svc_0c7k2m9qz4f1h") && sdk::isReference("a"));
    CPPUNIT_ASSERT(!sdk::isReference(std::string(41, 'a')));
    for (const char* good : {"web1.acme.example", "xn--bcher-kva.example", "1.2.3.example"})
      CPPUNIT_ASSERT_MESSAGE(good, sdk::isDomainName(good));
    for (const char* bad : {"", "a", "A.example", "a..example", "a.example.", "-a.example",
                            "a-.example", "1.2.3.4", "a.example\n", "a_b.example", "a b.example"})
      CPPUNIT_ASSERT_MESSAGE(bad, !sdk::isDomainName(bad));
    CPPUNIT_ASSERT(!sdk::isDomainName(std::string(64, 'a') + ".example"));
  }
};

HOSTLER_SUITE(DigitalOceanLabelsTest, "plugins/provisioner/digitalocean/labels");
